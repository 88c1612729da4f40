"""Every face of chidao: the command line, HTTP and pages."""
