// What HTML alone cannot do: our own links without loading the page again, footnotes on hover, keys, and the way to the
// place that an address points at. One set of listeners for the whole application, put there once.

export default function () {
  if (window.adviesspoor) return;
  window.adviesspoor = true;

  const go = (href) => {
    history.pushState({}, "", href);
    window.dispatchEvent(new PopStateEvent("popstate")); // Streamlit then runs the page of this address
  };
  window.adviesspoorGo = go;

  // Streamlit puts what is typed in a box in the place of the present address; a question that was asked is a view of its
  // own, to which the back button returns.
  const replace = history.replaceState.bind(history);
  history.replaceState = (state, title, url) => {
    const typed = document.activeElement && document.activeElement.matches("[data-testid=stTextInput] input");
    const to = url ? new URL(url, location.href) : null;
    if (typed && to && to.pathname === location.pathname && to.search !== location.search) {
      history.pushState(state, title, url);
    } else replace(state, title, url);
  };

  document.addEventListener("click", (event) => {
    const a = event.target.closest ? event.target.closest("a") : null;
    if (!a || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const href = a.getAttribute("href") || "";
    if (href.startsWith("#") && a.closest(".stHtml, [data-testid=stHtml]")) {
      const target = document.getElementById(decodeURIComponent(href.slice(1)));
      if (target) {
        event.preventDefault();
        scrollInside(target, target.closest("sup") !== null);
        target.classList.remove("flits");
        void target.offsetWidth; // begin the flash again
        target.classList.add("flits");
        if (target.tabIndex >= 0 || target.tagName === "A") target.focus({ preventScroll: true });
      }
    } else if (a.hasAttribute("data-view")) {
      event.preventDefault();
      hideNote();
      if (a.href === location.href) {
        shown = ""; // the same place again: go back to it
        show();
      } else go(a.href);
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest ? event.target.closest("[data-kopie]") : null;
    if (!button) return;
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.kopie);
      button.textContent = "Gekopieerd";
    } catch {
      window.prompt("Kopieer met Ctrl+C:", button.dataset.kopie); // a browser gives the clipboard only to safe addresses
      return;
    }
    setTimeout(() => (button.textContent = words), 1600);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest ? event.target.closest("[data-zijkant]") : null;
    const side = button && document.querySelector("[data-testid=stExpandSidebarButton]");
    if (side) side.click();
  });

  // --- footnotes on hover -------------------------------------------------------------------------------------------
  let note = null;
  let noteMark = null;
  const hideNote = () => {
    if (note) note.remove();
    note = noteMark = null;
  };
  const showNote = (mark) => {
    hideNote();
    note = document.createElement("div");
    note.className = "as-nootvak";
    note.setAttribute("role", "tooltip");
    note.textContent = mark.dataset.tekst;
    (document.querySelector(".stApp") || document.body).append(note);
    noteMark = mark;
    placeNote();
  };
  const placeNote = () => {
    if (!note) return;
    const at = noteMark.getBoundingClientRect();
    if (!noteMark.isConnected || at.bottom < 0 || at.top > window.innerHeight) return hideNote();
    const width = note.offsetWidth;
    const left = Math.min(Math.max(8, at.left - 24), window.innerWidth - width - 8);
    const below = at.bottom + 6 + note.offsetHeight < window.innerHeight;
    note.style.left = `${left}px`;
    note.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - note.offsetHeight)}px`;
  };
  const noteOf = (event) => (event.target.closest ? event.target.closest("[data-tekst]") : null);
  document.addEventListener("mouseover", (event) => (noteOf(event) ? showNote(noteOf(event)) : hideNote()));
  document.addEventListener("focusin", (event) => (noteOf(event) ? showNote(noteOf(event)) : hideNote()));
  document.addEventListener("scroll", placeNote, true);

  // --- keys ---------------------------------------------------------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "Escape") {
      hideNote();
      if (typing) event.target.blur();
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const box = document.querySelector(".st-key-q input, .st-key-onderwerp input, .st-key-zoek input, .st-key-lijst input");
    if (event.key === "/" && !typing && box) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (typing && event.target !== box) return;
    const hits = [...document.querySelectorAll("a.treffer")];
    if (!hits.length) return;
    const now = hits.indexOf(document.activeElement);
    if (now < 0 && event.target !== box && document.activeElement !== document.body) return;
    const next = now + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    if (next < 0) return box && box.focus();
    const hit = hits[Math.min(next, hits.length - 1)];
    hit.focus({ preventScroll: true });
    hit.scrollIntoView({ block: "center", behavior: "smooth" });
  });

  // --- the place that the address points at -------------------------------------------------------------------------
  let shown = "";
  let ownScroll = 0;
  const show = () => {
    const pointer = document.querySelector("[data-naar]");
    if (!pointer) return;
    const target = document.getElementById(pointer.dataset.naar) || document.querySelector("mark.as-passage");
    if (!target || pointer.dataset.sleutel === shown) return;
    shown = pointer.dataset.sleutel;
    requestAnimationFrame(() => scrollInside(target, target.matches("mark")));
  };
  // The image of the page, too, goes to the passage that is marked on it.
  let pageShown = "";
  const showPage = () => {
    const pointer = document.querySelector("[data-hoogte]");
    const image = document.querySelector('[class*="st-key-blad-"] img');
    if (!pointer || !image || pointer.dataset.blad + image.src === pageShown) return;
    const move = () => {
      const box = image.closest('[class*="st-key-blad-"]');
      box.scrollTop = Number(pointer.dataset.hoogte) * image.clientHeight - box.clientHeight / 3;
    };
    pageShown = pointer.dataset.blad + image.src;
    if (image.complete) move();
    else image.addEventListener("load", move, { once: true });
  };
  // Only the box of text moves, not the whole page: the search box and the buttons above stay where they were.
  const scrollInside = (target, middle) => {
    let box = target.parentElement;
    while (box && !(box.scrollHeight > box.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(box).overflowY))) {
      box = box.parentElement;
    }
    if (!box) return;
    ownScroll = performance.now();
    const gap = middle ? box.clientHeight / 3 : 12;
    box.scrollTop += target.getBoundingClientRect().top - box.getBoundingClientRect().top - gap;
  };
  // The image of the page keeps in step with the text when a person scrolls it. The address follows without a step in
  // the history, and is noted as shown already, so that the text stays where the person put it.
  let resting = 0;
  const follow = (box) => {
    const pointer = document.querySelector("[data-blad]");
    if (!pointer || !box.isConnected) return;
    const top = box.getBoundingClientRect().top + box.clientHeight / 3;
    const marks = [...box.querySelectorAll("[data-bladzijde]")].filter((m) => m.getBoundingClientRect().top <= top);
    const page = marks.length ? marks[marks.length - 1].dataset.bladzijde : null;
    if (!page || page === pointer.dataset.blad.split(":")[0]) return;
    const to = new URL(location.href);
    to.searchParams.set("pagina", page);
    shown = `${to.searchParams.get("doc").slice(0, 12)}:blad-${page}`;
    replace({}, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  document.addEventListener(
    "scroll",
    (event) => {
      const box = event.target;
      if (!box.classList || !box.classList.contains("as-tekst") || performance.now() - ownScroll < 700) return;
      clearTimeout(resting);
      resting = setTimeout(() => follow(box), 350);
    },
    true
  );
  // A table that is wider than the screen says so: its edge fades, and words say it.
  const sides = new ResizeObserver((seen) => seen.forEach((one) => side(one.target)));
  const side = (box) => {
    const wider = box.scrollWidth - box.clientWidth;
    box.classList.toggle("breder", wider > 8);
    box.classList.toggle("meer", wider - box.scrollLeft > 8);
    if (wider > 8 && box.tabIndex < 0) box.tabIndex = 0; // what scrolls can be reached with the keyboard
  };
  const watched = new WeakSet();
  const tables = () => {
    for (const box of document.querySelectorAll(".as-tabel")) {
      if (watched.has(box)) continue;
      watched.add(box);
      box.addEventListener("scroll", () => side(box), { passive: true });
      sides.observe(box);
      side(box);
    }
  };
  const changed = () => {
    show();
    showPage();
    tables();
  };
  new MutationObserver(changed).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["data-sleutel", "data-hoogte", "src"],
  });
  changed();

  document.documentElement.lang = "nl";
}
