"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const canvas = L.canvas({ padding: 0.4, tolerance: 3 });
  const map = L.map("map", {
    renderer: canvas, attributionControl: false, zoomControl: false, zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 110,
    fadeAnimation: !still, zoomAnimation: !still, maxZoom: 20,
  });
  const node = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text !== undefined && text !== null) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  // A circle that carries the sign of its verdict, so that colour never stands alone.
  const Pin = L.CircleMarker.extend({
    _updatePath() {
      const renderer = this._renderer;
      renderer._updateCircle(this);
      if (!renderer._drawing || this._empty()) return;
      const ctx = renderer._ctx, at = this._point, radius = this._radius;
      ctx.save();
      ctx.globalAlpha = 1;
      ctx.beginPath();
      ctx.arc(at.x, at.y, radius + 1.3, 0, 2 * Math.PI);
      ctx.lineWidth = 0.9;
      ctx.strokeStyle = "rgba(10,20,25,.75)";
      ctx.stroke();
      if (radius >= 6.5) {
        ctx.fillStyle = this.options.ink;
        ctx.font = "700 " + Math.round(radius * (this.options.sign.length > 1 ? 0.95 : 1.2)) + "px system-ui, Arial, sans-serif";
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(this.options.sign, at.x, at.y + radius * 0.08);
      }
      ctx.restore();
    },
  });

  // ---- text on the map: built from nodes, so that no name can become markup
  function heading(props, parent, tag) {
    parent.append(node(tag, props.h));
    if (props.c) {
      const verdict = data.verdicts[props.c], chip = node("span", verdict.word, "chip");
      chip.style.background = verdict.fill;
      chip.style.color = verdict.ink;
      parent.append(chip);
    }
  }
  function tooltip(props) {
    const box = node("div");
    heading(props, box, "b");
    if (props.s) box.append(node("div")), box.lastChild.append(node("span", props.s, "sub"));
    return box;
  }
  function popup(props) {
    const box = node("div");
    heading(props, box, "h3");
    if (props.p) box.append(node("p", props.p));
    const list = node("dl");
    for (const [label, value] of props.r || []) list.append(node("dt", label), node("dd", value));
    if (list.children.length) box.append(list);
    return box;
  }

  // ---- layers
  const sites = [];  // by number of the site: { pin, shape, category }
  const layers = data.layers.map((def) => {
    const group = L.featureGroup();
    const entry = { def, group, visible: def.visible, labels: [] };
    const style = (props) => Object.assign({}, def.style, (def.styles || {})[props.k]);
    L.geoJSON(def.data, {
      renderer: canvas, smoothFactor: def.kind === "zone" ? 0.4 : 0.8,
      style: (feature) => (/Point$/.test(feature.geometry.type) && def.kind === "site" ? {} : style(feature.properties)),
      pointToLayer: (feature, at) => pin(at, feature.properties, def),
      onEachFeature: (feature, shape) => {
        const props = feature.properties;
        if (def.interactive !== false) wire(shape, props, () => style(props));
        group.addLayer(shape);
        if (def.kind !== "site") return;
        const site = { category: props.c, group, shape, pin: shape };
        if (!(shape instanceof L.CircleMarker) && props.a) {
          site.pin = pin(L.latLng(props.a), props, def);
          wire(site.pin, props, () => null);
          group.addLayer(site.pin);
        }
        sites[props.i] = site;
      },
    });
    for (const [lat, lon, name] of def.labels || []) {
      const icon = L.divIcon({ className: "place", iconSize: [0, 0], html: node("span", name) });
      entry.labels.push(L.marker([lat, lon], { icon, interactive: false, keyboard: false }));
    }
    return entry;
  });

  function pin(at, props, def) {
    const verdict = data.verdicts[props.c];
    return verdict
      ? new Pin(at, { renderer: canvas, radius: 7, weight: 2, color: "#fff", opacity: 1, fillColor: verdict.fill, fillOpacity: 1, ink: verdict.ink, sign: verdict.sign })
      : L.circleMarker(at, Object.assign({ renderer: canvas, radius: 6 }, def.style, (def.styles || {})[props.k]));
  }
  function wire(shape, props, rest) {
    shape.bindTooltip(() => tooltip(props), { sticky: true, direction: "top", offset: [0, -8], opacity: 1 });
    shape.bindPopup(() => popup(props), { maxWidth: Math.min(320, innerWidth - 116), minWidth: 180, maxHeight: Math.max(180, Math.min(430, innerHeight - 210)), autoPanPaddingTopLeft: [54, 14], autoPanPaddingBottomRight: [24, 24] });
    const highlight = (on) => {
      if (!map.hasLayer(shape)) return;
      if (shape instanceof Pin) shape.setStyle({ color: on ? "#17262d" : "#fff", weight: on ? 3 : 2 });
      else if (on) shape.setStyle({ weight: (rest().weight || 1) + 1.6, color: "#17262d", opacity: 1 });
      else shape.setStyle(rest());
    };
    shape.on({ mouseover: () => highlight(true), mouseout: () => highlight(false) });
    shape.on("popupopen", () => shape.closeTooltip());
  }

  // One canvas holds all: what is added later lies above, so the order is renewed after each switch.
  const hidden = new Set();
  function restack() {
    for (const entry of layers) {
      if (!entry.visible) { entry.group.remove(); entry.labels.forEach((label) => label.remove()); continue; }
      entry.group.addTo(map);
      entry.labels.forEach((label) => label.addTo(map));
    }
    sites.forEach((site) => {
      const off = hidden.has(site.category);
      for (const shape of new Set([site.shape, site.pin])) off ? site.group.removeLayer(shape) : site.group.addLayer(shape);
    });
    for (const entry of layers) if (entry.visible) entry.group.eachLayer((shape) => shape.bringToFront && !(shape instanceof Pin) && shape.bringToFront());
    sites.forEach((site) => { if (site.pin instanceof Pin && map.hasLayer(site.pin)) site.pin.bringToFront(); });
    rescale();
  }

  // Circles grow with the zoom; a site wide enough to be seen as an area needs no circle.
  function rescale() {
    const radius = Math.max(4.5, Math.min(12, 4.5 + (map.getZoom() - 10.5) * 1.5));
    sites.forEach((site) => {
      if (!map.hasLayer(site.pin)) return;
      let size = radius;
      if (site.shape !== site.pin) {
        const box = site.shape.getBounds(), a = map.latLngToLayerPoint(box.getNorthWest()), b = map.latLngToLayerPoint(box.getSouthEast());
        if (Math.min(b.x - a.x, b.y - a.y) > 46) size = 9;
      }
      site.pin.setRadius(size);
    });
    declutter();
  }
  // A name steps aside for circles and for names already placed; where there is no room it waits for a closer look.
  function declutter() {
    const taken = [];
    sites.forEach((site) => {
      if (map.hasLayer(site.pin) && site.pin.getLatLng) taken.push(Object.assign({ w: 12, h: 12 }, flat(map.latLngToLayerPoint(site.pin.getLatLng()))));
    });
    for (const entry of layers) for (const label of entry.visible ? entry.labels : []) {
      const span = label.getElement() && label.getElement().firstChild;
      if (!span) continue;
      const at = flat(map.latLngToLayerPoint(label.getLatLng())), w = span.textContent.length * 3.6 + 6, h = 9;
      const free = [0, -18, 18, -30, 30, -44, 44, -60, 60].find((dy) => !taken.some((o) => Math.abs(o.x - at.x) < o.w + w && Math.abs(o.y - at.y - dy) < o.h + h));
      span.style.visibility = free === undefined ? "hidden" : "";
      span.style.top = (free || 0) + "px";
      if (free !== undefined) taken.push({ x: at.x, y: at.y + free, w, h });
    }
  }
  function flat(point) { return { x: point.x, y: point.y }; }

  // ---- controls
  const whole = L.latLngBounds(data.bounds.all), near = data.bounds.sites ? L.latLngBounds(data.bounds.sites) : null;
  const fit = (bounds, animate) => map.fitBounds(bounds, { paddingTopLeft: [56, 30], paddingBottomRight: [40, 44], maxZoom: 16, animate: animate && !still });
  L.control.zoom({ position: "topleft", zoomInTitle: data.text.zoom_in, zoomOutTitle: data.text.zoom_out }).addTo(map);
  const jump = L.control({ position: "topleft" });
  jump.onAdd = () => {
    const bar = node("div", null, "leaflet-bar");
    const add = (title, path, go) => {
      const button = node("button");
      button.type = "button";
      button.title = title;
      button.setAttribute("aria-label", title);
      button.innerHTML = '<svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="1.7">' + path + "</svg>";
      button.onclick = go;
      bar.append(button);
    };
    add(data.text.whole, '<path d="M2 6V2h4M12 2h4v4M16 12v4h-4M6 16H2v-4"/>', () => fit(whole, true));
    if (near) add(data.text.near, '<circle cx="9" cy="9" r="4.2"/><path d="M9 1v4M9 13v4M1 9h4M13 9h4"/>', () => fit(near, true));
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  jump.addTo(map);
  const north = L.control({ position: "topright" });
  north.onAdd = () => {
    const arrow = node("div", null, "north");
    arrow.title = data.text.north;
    arrow.innerHTML = '<svg width="26" height="40" viewBox="0 0 26 40" fill="#17262d"><text x="13" y="11" text-anchor="middle" font-size="12" font-weight="700">'
      + data.text.north[0] + '</text><path d="M13 13l8 23-8-5-8 5z"/><path d="M13 13v18l-8 5z" fill="#fff" stroke="#17262d"/></svg>';
    return arrow;
  };
  north.addTo(map);
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  const where = L.control({ position: "bottomleft" });
  where.onAdd = () => node("div", null, "where");
  where.addTo(map);
  const degrees = (value, names) => {
    const text = Math.abs(value).toFixed(5);
    return (data.lang === "id" ? text.replace(".", ",") : text) + "° " + names[value < 0 ? 0 : 1];
  };
  map.on("mousemove", (event) => {
    const at = event.latlng.wrap();
    where.getContainer().textContent = degrees(at.lat, data.text.south_north) + "  " + degrees(at.lng, data.text.west_east);
  });
  map.on("mouseout", () => { where.getContainer().textContent = ""; });

  map.setMaxBounds(whole.pad(1.2));
  fit(near || whole, false);
  map.setMinZoom(Math.max(0, map.getBoundsZoom(whole, false) - 1.5));
  map.on("zoomend", rescale);
  restack();

  // ---- the panel
  const every = (selector, go) => document.querySelectorAll(selector).forEach(go);
  every("input[data-layer]", (input) => {
    input.onchange = () => { layers[+input.dataset.layer].visible = input.checked; restack(); };
  });
  every("input[data-verdict]", (input) => {
    input.onchange = () => {
      input.checked ? hidden.delete(input.dataset.verdict) : hidden.add(input.dataset.verdict);
      restack();
      list();
    };
  });
  every("[data-zone]", (row) => {
    const entry = layers[+row.dataset.of];
    const dim = (on) => entry.group.eachLayer((shape) => {
      const own = shape.feature.properties.k, style = Object.assign({}, entry.def.style, entry.def.styles[own]);
      shape.setStyle(on && own !== row.dataset.zone ? Object.assign(style, { fillOpacity: 0.1 }) : on ? Object.assign(style, { fillOpacity: 0.95 }) : style);
    });
    row.onmouseenter = () => dim(true);
    row.onmouseleave = () => dim(false);
  });
  const find = document.getElementById("find");
  function list() {
    const wanted = find ? find.value.trim().toLowerCase() : "";
    every("#sites li", (row) => {
      row.hidden = hidden.has(row.dataset.category) || !row.textContent.toLowerCase().includes(wanted);
    });
  }
  if (find) find.oninput = list;
  every("#sites button", (button) => {
    button.onclick = () => {
      const site = sites[+button.dataset.site];
      if (!site) return;
      layers.forEach((entry) => { if (entry.group === site.group && !entry.visible) { entry.visible = true; restack(); } });
      if (site.shape === site.pin) map.setView(site.pin.getLatLng(), Math.max(map.getZoom(), 14), { animate: !still });
      else fit(site.shape.getBounds().pad(1.5), true);
      document.body.classList.remove("open");
      site.pin.openPopup();
    };
  });
  const sheet = document.getElementById("sheet");
  sheet.onclick = () => {
    sheet.setAttribute("aria-expanded", document.body.classList.toggle("open"));
    map.invalidateSize();
  };
  new ResizeObserver(() => map.invalidateSize()).observe(document.getElementById("map"));
})();
