/* Makes the figures of a page interactive once the page is there. Without scripts their drawings stay. */
(() => {
  "use strict";
  const figures = [...document.querySelectorAll(".df-figure")];
  if (!figures.length) return;

  const pageRoot = document.documentElement.dataset.content_root || "./";
  const darkOf = JSON.parse(document.getElementById("df-tokens").textContent);
  const isDark = () => document.documentElement.dataset.theme === "dark";

  function recoloured(value) {
    if (typeof value === "string") return darkOf[value] || value;
    if (Array.isArray(value)) return value.map(recoloured);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner)]));
    }
    return value;
  }

  function specFor(figure) {
    const stored = JSON.parse(figure.querySelector(".df-spec").textContent);
    const spec = isDark() ? recoloured(stored) : stored;
    spec.config.background = "transparent";
    if (figure.dataset.fit === "true") {
      spec.width = Math.floor(figure.clientWidth);
      spec.autosize = { type: "fit-x", contains: "padding" };
    }
    return spec;
  }

  async function draw(figure) {
    const drawing = figure.querySelector(".df-drawing");
    const stage = document.createElement("div");
    stage.className = "df-stage";
    stage.style.width = `${figure.clientWidth}px`;
    drawing.append(stage);
    const result = await vegaEmbed(stage, specFor(figure), {
      actions: false,
      renderer: "svg",
      loader: { baseURL: pageRoot, target: "_self" },
      tooltip: { theme: isDark() ? "dark" : "light" },
    });
    // The description already stands on the drawing: say it once, and not in Vega's names for its parts.
    for (const part of [stage, ...stage.querySelectorAll("*")]) {
      for (const name of ["role", "aria-label", "aria-roledescription", "aria-hidden"]) part.removeAttribute(name);
    }
    stage.classList.remove("df-stage");
    stage.style.width = "";
    figure.view?.finalize();
    figure.view = result.view;
    drawing.replaceChildren(stage);
    figure.dataset.live = "true";
  }

  async function drawAll() {
    for (const figure of figures) {
      try {
        await draw(figure);
      } catch (error) {
        console.error(`A figure stays a drawing: ${error.message}`);
      }
      await new Promise((done) => setTimeout(done));
    }
  }

  let running = Promise.resolve();
  const redraw = () => (running = running.then(drawAll));

  const script = document.createElement("script");
  script.src = `${pageRoot}_figures/vega.js`;
  script.onload = () => {
    redraw();
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    let width = window.innerWidth;
    let timer;
    window.addEventListener("resize", () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      clearTimeout(timer);
      timer = setTimeout(redraw, 150);
    });
  };
  document.head.append(script);
})();
