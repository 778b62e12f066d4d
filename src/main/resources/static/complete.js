/*
 * Offers names after an open brace in a text: a list box that follows the keyboard, as WAI-ARIA has
 * it for a text field with a list. Without this script everything else still works.
 */
(() => {
  "use strict";
  const MOST = 8;

  function named(field) {
    const list = document.getElementById(field.dataset.complete);
    return list ? [...list.querySelectorAll("[data-name]")].map((one) => [one.dataset.name, one.textContent.trim()]) : [];
  }

  function begun(field) {
    const before = field.value.slice(0, field.selectionStart);
    const open = /\{([a-z0-9_]*)$/.exec(before);
    return open ? open[1] : null;
  }

  function follow(field, number) {
    const names = named(field);
    const box = document.createElement("ul");
    let chosen = -1;
    box.id = "offers-" + number;
    box.className = "offers";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", "Data elements that fit");
    box.hidden = true;
    field.after(box);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", box.id);

    function close() {
      box.hidden = true;
      box.replaceChildren();
      chosen = -1;
      field.removeAttribute("aria-activedescendant");
    }

    function take(name) {
      const begin = begun(field);
      const at = field.selectionStart;
      if (begin !== null) {
        const rest = field.value.slice(at).startsWith("}") ? 1 : 0;
        field.setRangeText(name + "}", at - begin.length, at + rest, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      close();
      field.focus();
    }

    function mark(next) {
      const all = [...box.children];
      chosen = (next + all.length) % all.length;
      all.forEach((one, i) => one.setAttribute("aria-selected", String(i === chosen)));
      field.setAttribute("aria-activedescendant", all[chosen].id);
    }

    function offer() {
      const begin = begun(field);
      const fit = begin === null ? [] : names.filter(([name]) => name.includes(begin)).slice(0, MOST);
      close();
      fit.forEach(([name, says], i) => {
        const one = document.createElement("li");
        one.id = box.id + "-" + i;
        one.setAttribute("role", "option");
        one.setAttribute("aria-selected", "false");
        one.textContent = says;
        one.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(name);
        });
        one.dataset.name = name;
        box.append(one);
      });
      box.hidden = fit.length === 0;
    }

    field.addEventListener("input", offer);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (box.hidden) {
        return;
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(box.children[chosen].dataset.name);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
  }

  document.querySelectorAll("textarea[data-complete]").forEach(follow);
})();
