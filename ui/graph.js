// The citation graph as a drawing: bodies that push each other away and citations that pull together, on a canvas.
// Data: { nodes: [{id, label, kind, colour: [light, dark], own, cited, href, date}], edges: [[from, to, times]],
//         centre: id | null, words: {…} }. Nothing of it becomes HTML: labels are drawn or set as text.

export default function ({ data, parentElement, key }) {
  const root = parentElement.querySelector(".netwerk");
  const canvas = root.querySelector("canvas");
  const list = root.querySelector("ul");
  const context = canvas.getContext("2d");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const go = (href) => (window.adviesspoorGo ? window.adviesspoorGo(href) : (location.href = href));

  // --- bodies -----------------------------------------------------------------------------------------------------------
  const old = root.bodies || new Map(); // where they were, so that a filter does not shake everything
  const bodies = data.nodes.map((node, i) => {
    const before = old.get(node.id);
    const angle = i * 2.39996; // the golden angle spreads them evenly
    const far = 14 * Math.sqrt(i + 1);
    return {
      ...node,
      x: before ? before.x : far * Math.cos(angle),
      y: before ? before.y : far * Math.sin(angle),
      vx: 0,
      vy: 0,
      r: Math.min(30, 4 + 3 * Math.sqrt(node.cited)) + (node.own ? 2 : 0),
      near: new Set(),
    };
  });
  const byId = new Map(bodies.map((b) => [b.id, b]));
  root.bodies = byId;
  const ties = data.edges
    .map(([from, to, times]) => ({ from: byId.get(from), to: byId.get(to), times }))
    .filter((t) => t.from && t.to && t.from !== t.to);
  for (const t of ties) {
    t.from.near.add(t.to);
    t.to.near.add(t.from);
  }

  let heat = 1;
  const step = () => {
    const push = 900 / Math.sqrt(1 + bodies.length / 60);
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i];
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j];
        let dx = a.x - b.x;
        let dy = a.y - b.y;
        let d2 = dx * dx + dy * dy;
        if (d2 > 160000) continue;
        if (d2 < 1) {
          dx = (i % 7) - 3 || 1;
          dy = (j % 5) - 2 || 1;
          d2 = 4;
        }
        const f = (push * heat) / d2;
        a.vx += dx * f;
        a.vy += dy * f;
        b.vx -= dx * f;
        b.vy -= dy * f;
      }
    }
    for (const { from, to } of ties) {
      const dx = to.x - from.x;
      const dy = to.y - from.y;
      const d = Math.hypot(dx, dy) || 1;
      const want = 46 + from.r + to.r + 2 * Math.min(20, Math.min(from.near.size, to.near.size));
      const f = ((d - want) / d) * 0.09 * heat;
      const share = from.near.size / (from.near.size + to.near.size);
      from.vx += dx * f * (1 - share);
      from.vy += dy * f * (1 - share);
      to.vx -= dx * f * share;
      to.vy -= dy * f * share;
    }
    for (const b of bodies) {
      b.vx -= b.x * 0.012 * heat * Math.min(1, (box.height / box.width) * 1.25); // fills the width that there is
      b.vy -= b.y * 0.016 * heat;
      if (b !== held) {
        b.x += Math.max(-30, Math.min(30, b.vx));
        b.y += Math.max(-30, Math.min(30, b.vy));
      }
      b.vx *= 0.6;
      b.vy *= 0.6;
    }
    heat *= 0.985;
  };

  // --- drawing ----------------------------------------------------------------------------------------------------------
  let scale = 1;
  let left = 0;
  let top = 0;
  let held = null;
  let over = null;
  let fitted = true;
  const size = () => {
    const box = root.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.max(1, box.width * ratio);
    canvas.height = Math.max(1, box.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return box;
  };
  let box = size();
  const fit = () => {
    if (!bodies.length) return;
    const xs = bodies.map((b) => b.x);
    const ys = bodies.map((b) => b.y);
    const w = Math.max(...xs) - Math.min(...xs) + 120;
    const h = Math.max(...ys) - Math.min(...ys) + 90;
    scale = Math.min(2, box.width / w, box.height / h);
    left = box.width / 2 - ((Math.max(...xs) + Math.min(...xs)) / 2) * scale;
    top = box.height / 2 - ((Math.max(...ys) + Math.min(...ys)) / 2) * scale;
  };
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);
  const draw = () => {
    const style = getComputedStyle(root);
    const ink = style.getPropertyValue("--st-text-color").trim() || "#222";
    const paper = style.getPropertyValue("--st-background-color").trim() || "#fff";
    const dark = style.colorScheme === "dark";
    context.clearRect(0, 0, box.width, box.height);
    context.save();
    context.translate(left, top);
    context.scale(scale, scale);
    const lit = over ? new Set([over, ...over.near]) : null;
    context.strokeStyle = ink;
    const faint = Math.min(1, 0.4 + 0.6 * Math.sqrt(300 / Math.max(1, ties.length))); // many lines together are a cloud of ink
    for (const { from, to, times } of ties) {
      const on = over && (from === over || to === over);
      context.globalAlpha = over ? (on ? 0.7 : 0.05) : 0.2 * faint;
      context.lineWidth = Math.min(4, 0.7 + 0.5 * times) / Math.max(0.7, scale);
      const d = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const ux = (to.x - from.x) / d;
      const uy = (to.y - from.y) / d;
      const ex = to.x - ux * (to.r + 1);
      const ey = to.y - uy * (to.r + 1);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(ex, ey);
      context.stroke();
      if (scale > 0.55 || on) {
        const a = 4 / Math.max(0.7, scale);
        context.beginPath();
        context.moveTo(ex - ux * a * 1.6 - uy * a * 0.8, ey - uy * a * 1.6 + ux * a * 0.8);
        context.lineTo(ex, ey);
        context.lineTo(ex - ux * a * 1.6 + uy * a * 0.8, ey - uy * a * 1.6 - ux * a * 0.8);
        context.stroke();
      }
    }
    for (const b of bodies) {
      context.globalAlpha = lit && !lit.has(b) ? 0.18 : 1;
      context.beginPath();
      context.arc(b.x, b.y, b.r, 0, 7);
      context.fillStyle = b.colour[dark ? 1 : 0];
      context.fill();
      context.lineWidth = (b.id === data.centre ? 3.5 : b.own ? 2 : 1) / Math.max(0.8, scale);
      context.strokeStyle = b.own || b.id === data.centre ? ink : paper;
      context.stroke();
    }
    // Names: of what is pointed at and its neighbours; else of the largest, where there is room.
    const named = over ? [...lit] : [...bodies].sort((a, b) => b.r - a.r);
    const crowd = bodies.length > 150 && !lit; // then the largest get their name, over whatever lies there
    const taken = bodies.filter((b) => (lit ? lit.has(b) : !crowd)).map((b) => [b.x - b.r, b.y - b.r, b.x + b.r, b.y + b.r]);
    context.textAlign = "center";
    context.textBaseline = "top";
    const letters = 11.5 / scale;
    context.font = `500 ${letters}px ${style.fontFamily}`;
    for (const b of named.slice(0, over ? 40 : crowd ? Math.round(30 * Math.max(1, scale * scale * 4)) : 400)) {
      const words = short(b.label, b === over ? 90 : 34);
      const w = context.measureText(words).width;
      // a name stays inside the drawing
      const from = (6 - left) / scale + w / 2;
      const to = (box.width - 6 - left) / scale - w / 2;
      const x = from < to ? Math.max(from, Math.min(to, b.x)) : b.x;
      const y = b.y + b.r + 3 / scale;
      const area = [x - w / 2, y, x + w / 2, y + letters * 1.2];
      const clash = taken.some((t) => t[0] < area[2] && t[2] > area[0] && t[1] < area[3] && t[3] > area[1]);
      if (clash && b !== over) continue;
      taken.push(area);
      context.globalAlpha = 1;
      context.lineWidth = 3.5 / scale;
      context.strokeStyle = paper;
      context.lineJoin = "round";
      context.strokeText(words, x, y);
      context.fillStyle = ink;
      context.fillText(words, x, y);
    }
    context.restore();
  };

  let frame = 0;
  const tick = () => {
    frame = 0;
    if (heat > 0.04) {
      step();
      if (fitted) fit();
      draw();
      frame = requestAnimationFrame(tick);
    } else draw();
  };
  const wake = (warm) => {
    heat = Math.max(heat, warm);
    if (!frame) frame = requestAnimationFrame(tick);
  };
  const ahead = still ? 400 : Math.min(160, Math.round(40000 / Math.max(1, bodies.length)));
  for (let i = 0; i < ahead && heat > 0.04; i++) step();
  fit();
  draw();
  wake(0);

  // --- hands ------------------------------------------------------------------------------------------------------------
  const at = (event) => {
    const r = canvas.getBoundingClientRect();
    return [(event.clientX - r.left - left) / scale, (event.clientY - r.top - top) / scale];
  };
  const under = (event) => {
    const [x, y] = at(event);
    let best = null;
    for (const b of bodies) {
      const d = Math.hypot(b.x - x, b.y - y) - b.r;
      if (d < 6 / scale && (!best || d < best[0])) best = [d, b];
    }
    return best && best[1];
  };
  let from = null;
  let moved = 0;
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    held = under(event);
    from = [event.clientX, event.clientY];
    moved = 0;
  };
  canvas.onpointermove = (event) => {
    if (from) {
      const dx = event.clientX - from[0];
      const dy = event.clientY - from[1];
      moved += Math.abs(dx) + Math.abs(dy);
      from = [event.clientX, event.clientY];
      if (moved < 4) return;
      fitted = false;
      if (held) {
        held.x += dx / scale;
        held.y += dy / scale;
        wake(0.25);
      } else {
        left += dx;
        top += dy;
        draw();
      }
      return;
    }
    const now = under(event);
    canvas.style.cursor = now ? "pointer" : "grab";
    canvas.title = now ? `${now.label}\n${now.hint}` : "";
    if (now !== over) {
      over = now;
      draw();
    }
  };
  canvas.onpointerup = () => {
    const clicked = held && moved < 4 ? held : null;
    held = null;
    from = null;
    if (clicked) go(clicked.href);
  };
  canvas.onpointerleave = () => {
    over = null;
    draw();
  };
  const zoom = (times, x = box.width / 2, y = box.height / 2) => {
    const next = Math.max(0.1, Math.min(6, scale * times));
    left = x - ((x - left) / scale) * next;
    top = y - ((y - top) / scale) * next;
    scale = next;
    fitted = false;
    draw();
  };
  canvas.onwheel = (event) => {
    event.preventDefault();
    const r = canvas.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * 0.0016), event.clientX - r.left, event.clientY - r.top);
  };
  root.querySelector(".groter").onclick = () => zoom(1.35);
  root.querySelector(".kleiner").onclick = () => zoom(1 / 1.35);
  root.querySelector(".passend").onclick = () => {
    fitted = true;
    fit();
    draw();
  };

  // --- the same as a list, for a keyboard and a screen reader -------------------------------------------------------------
  list.replaceChildren(
    ...bodies.map((b) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = b.href;
      link.textContent = `${b.label}, ${b.hint}`;
      link.onclick = (event) => {
        event.preventDefault();
        go(b.href);
      };
      link.onfocus = () => {
        over = b;
        draw();
      };
      link.onblur = canvas.onpointerleave;
      item.append(link);
      return item;
    })
  );

  const watch = new ResizeObserver(() => {
    box = size();
    if (fitted) fit();
    draw();
  });
  watch.observe(root);
  // The theme may change while we stand here.
  const themes = new MutationObserver(() => draw());
  const app = document.querySelector(".stApp");
  if (app) themes.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  return () => {
    cancelAnimationFrame(frame);
    watch.disconnect();
    themes.disconnect();
  };
}
