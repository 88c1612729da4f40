/* Draws the chain whose data stand in the page as JSON. Labels and tooltips are text, never HTML. */
"use strict";
(function () {
  const holder = document.getElementById("picture");
  const source = document.getElementById("picture-data");
  if (!holder || !source || typeof vis === "undefined") {
    return;
  }
  const data = JSON.parse(source.textContent);
  const canvas = holder.querySelector(".picture-canvas");
  const network = new vis.Network(
    canvas,
    { nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) },
    data.options
  );
  network.once("afterDrawing", function () {
    network.fit({ maxZoomLevel: 1 });
    holder.dataset.drawn = String(data.nodes.length);
  });

  const tools = { "zoom-in": 1.3, "zoom-out": 1 / 1.3 };
  holder.querySelectorAll("button[data-tool]").forEach(function (button) {
    button.addEventListener("click", function () {
      const factor = tools[button.dataset.tool];
      if (factor) {
        network.moveTo({ scale: network.getScale() * factor });
      } else {
        network.fit({ maxZoomLevel: 1 });
      }
    });
  });

  /* In the web pages a double click on a document opens its own chain. */
  const prefix = holder.dataset.open;
  if (prefix) {
    network.on("doubleClick", function (event) {
      if (event.nodes.length === 1) {
        window.location.assign(prefix + encodeURIComponent(event.nodes[0]));
      }
    });
  }

  const legend = document.getElementById("picture-legend");
  if (legend) {
    Object.keys(data.legend).forEach(function (name) {
      const item = document.createElement("li");
      const swatch = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      swatch.setAttribute("width", "14");
      swatch.setAttribute("height", "14");
      swatch.setAttribute("aria-hidden", "true");
      swatch.setAttribute("class", "picture-swatch");
      const square = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      square.setAttribute("width", "14");
      square.setAttribute("height", "14");
      square.setAttribute("fill", data.legend[name]);
      square.setAttribute("stroke", "#5f6b76");
      swatch.appendChild(square);
      item.appendChild(swatch);
      item.appendChild(document.createTextNode(name));
      legend.appendChild(item);
    });
  }
})();
