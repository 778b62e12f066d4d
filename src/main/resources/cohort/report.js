// Draws what the tables of the page say. Without scripts the tables say it alone.
"use strict";

(() => {
  const numberOf = (cell) => (cell.dataset.n === undefined ? null : Number(cell.dataset.n));

  const rowsOf = (table) => [...table.tBodies[0].rows];

  const countIn = (row) => numberOf(row.querySelector("td[data-n]") ?? row.cells[1]);

  // One bar below each label, as long as its count is of the greatest.
  const bars = (table) => {
    const rows = rowsOf(table);
    const x = d3.scaleLinear([0, d3.max(rows, countIn) || 1], [0, 100]);
    for (const row of rows) {
      const count = countIn(row);
      if (count > 0) {
        strip(row).append("rect").attr("class", "filled").attr("height", 9).attr("rx", 2).attr("width", x(count) + "%");
      }
    }
  };

  // One bar below each label, with a part for each cell that has a tone.
  const stack = (table) => {
    for (const row of rowsOf(table)) {
      const cells = [...row.querySelectorAll("td[data-tone]")];
      const x = d3.scaleLinear([0, d3.sum(cells, numberOf) || 1], [0, 100]);
      const svg = strip(row);
      let from = 0;
      for (const cell of cells) {
        const count = numberOf(cell) ?? 0;
        svg
          .append("rect")
          .attr("class", "filled")
          .attr("data-tone", cell.dataset.tone)
          .attr("height", 9)
          .attr("x", x(from) + "%")
          .attr("width", x(count) + "%");
        from += count;
      }
    }
  };

  const strip = (row) => d3.select(row.querySelector(".bar")).append("svg").attr("aria-hidden", "true");

  // A drawing as wide as its place, with room for what stands around it.
  const sheet = (place, height, margin) => {
    const width = Math.max(260, place.clientWidth);
    const svg = d3.select(place).append("svg").attr("viewBox", [0, 0, width, height]).attr("aria-hidden", "true");
    return { svg, left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  };

  const columns = (place, table) => {
    const rows = rowsOf(table);
    const on = sheet(place, 210, { left: 0, right: 0, top: 22, bottom: 36 });
    const x = d3.scaleBand(d3.range(rows.length), [on.left, on.right]).padding(0.18);
    const y = d3.scaleLinear([0, d3.max(rows, countIn) || 1], [on.bottom, on.top]);
    on.svg.append("line").attr("class", "domain").attr("x1", on.left).attr("x2", on.right).attr("y1", on.bottom).attr("y2", on.bottom);
    const bar = on.svg.selectAll("g").data(rows).join("g").attr("data-tone", (row) => row.dataset.tone || null);
    const top = (row) => y(countIn(row) ?? 0);
    bar
      .append("rect")
      .attr("class", "filled")
      .attr("x", (row, i) => x(i))
      .attr("width", x.bandwidth())
      .attr("y", top)
      .attr("height", (row) => on.bottom - top(row));
    const middle = (row, i) => x(i) + x.bandwidth() / 2;
    const label = (css, at, text) =>
      bar.append("text").attr("class", css).attr("text-anchor", "middle").attr("x", middle).attr("y", at).text(text);
    // Where one count is too long for its column all that are long are shortened.
    const long = rows.some((row) => row.cells[1].textContent.length * 7 > x.bandwidth() + 4);
    const said = (row) => (long && countIn(row) >= 1000 ? d3.format(".2~s")(countIn(row)) : row.cells[1].textContent);
    label("value", (row) => top(row) - 6, said);
    // Names that are too long for their column go on over two lines.
    label("name", on.bottom + 17, (row) => {
      const [, first, rest] = row.dataset.short.match(/^(.+[–])(.+)$/) ?? [null, row.dataset.short, ""];
      return x.bandwidth() < 54 ? first : first + rest;
    });
    label("name", on.bottom + 31, (row) => (x.bandwidth() < 54 ? (row.dataset.short.match(/–(.+)$/)?.[1] ?? "") : ""));
  };

  const course = (place, table) => {
    const bins = rowsOf(table)
      .map((row) => ({
        week: Number(row.dataset.from),
        name: row.cells[0].textContent,
        low: numberOf(row.cells[2]),
        median: numberOf(row.cells[3]),
        high: numberOf(row.cells[4]),
      }));
    const limit = -Number(place.dataset.limit);
    const on = sheet(place, 280, { left: 52, right: 16, top: 12, bottom: 44 });
    const x = d3.scalePoint(bins.map((bin) => bin.week), [on.left, on.right]).padding(0.4);
    const told = bins.flatMap((bin) => [bin.low, bin.high]).filter((value) => value !== null);
    const y = d3.scaleLinear([Math.min(-100, d3.min(told) ?? -100), Math.max(0, d3.max(told) ?? 0)], [on.bottom, on.top]).nice();
    const every = Math.ceil(bins.length / Math.max(1, Math.floor((on.right - on.left) / 64)));
    on.svg
      .append("g")
      .attr("transform", `translate(${on.left},0)`)
      .call(d3.axisLeft(y).ticks(5).tickFormat((value) => `${String(value).replace("-", "−")} %`).tickSize(on.left - on.right))
      .call((axis) => axis.select(".domain").remove());
    on.svg
      .append("g")
      .attr("transform", `translate(0,${on.bottom})`)
      .call(d3.axisBottom(x).tickValues(bins.filter((bin, i) => i % every === 0).map((bin) => bin.week)).tickFormat((week) => bins.find((bin) => bin.week === week).name));
    on.svg.append("text").attr("x", (on.left + on.right) / 2).attr("y", on.bottom + 38).attr("text-anchor", "middle").text("weeks on treatment");
    on.svg.selectAll("g").attr("font-size", 12).attr("font-family", null);
    const known = (bin) => bin.median !== null;
    on.svg.append("path").attr("class", "ribbon").attr("d", d3.area().defined(known).x((bin) => x(bin.week)).y0((bin) => y(bin.low)).y1((bin) => y(bin.high))(bins));
    on.svg.append("line").attr("class", "limit").attr("x1", on.left).attr("x2", on.right).attr("y1", y(limit)).attr("y2", y(limit));
    on.svg.append("path").attr("class", "median").attr("d", d3.line().defined(known).x((bin) => x(bin.week)).y((bin) => y(bin.median))(bins));
    on.svg
      .append("g")
      .selectAll("circle")
      .data(bins.filter(known))
      .join("circle")
      .attr("class", "filled")
      .attr("r", 4)
      .attr("cx", (bin) => x(bin.week))
      .attr("cy", (bin) => y(bin.median));
  };

  const drawings = { columns, course };

  const draw = () => {
    for (const place of document.querySelectorAll(".plot")) {
      place.replaceChildren();
      drawings[place.dataset.draw](place, document.getElementById(place.dataset.of));
    }
  };

  document.querySelectorAll("table[data-draw=bars]").forEach(bars);
  document.querySelectorAll("table[data-draw=stack]").forEach(stack);
  draw();
  addEventListener("resize", draw);
})();
