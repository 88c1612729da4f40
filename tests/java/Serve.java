import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Runs a Neo4j server until it is told to end, or until the program that started it is gone (its end of the standard
 * input closes). The file "ready" appears in the home folder once the server answers.
 */
public class Serve {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("conf").resolve("neo4j.conf"))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        Files.createFile(home.resolve("ready"));
        while (System.in.read() >= 0) {
            // nothing is said here; only the end of it counts
        }
        System.exit(0);
    }
}
