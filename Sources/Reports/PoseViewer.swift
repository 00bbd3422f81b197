import Feedback

/// Draws a `PoseScene`: turned by dragging or the arrow keys, nearer by the wheel or + and -.
enum PoseViewer {
  static func markup(_ scene: PoseScene) -> Markup {
    .element(
      "figure", ["class": "viewer"],
      [
        .element(
          "select", ["id": "mode", "aria-label": "Mode of the docking", "hidden": "hidden"]),
        .element(
          "canvas",
          [
            "id": "pose", "tabindex": "0", "role": "img",
            "aria-label": "The ligand in its pocket, in three dimensions",
            "data-scene": scene.json,
          ]),
        .element(
          "figcaption", ["class": "soft"],
          text: "Ligand with thick bonds, residues within 4.5 Å of it; dashed: hydrogen bonds and "
            + "salt bridges (blue), π and cation–π contacts (green), others (violet). Drag or use "
            + "the arrow keys to turn, the wheel or + and - for size. It needs scripts; this page "
            + "runs its own alone, and loads nothing."),
      ])
  }

  /// It has no `<` and no `&`, so that the page is well-formed XML as well.
  static let script = Page.Script(
    text: """
      "use strict";
      (function () {
        var canvas = document.getElementById("pose");
        var select = document.getElementById("mode");
        var pen = canvas.getContext("2d");
        var scene = JSON.parse(canvas.dataset.scene);
        var colors = { N: "#3050f8", O: "#e0180d", S: "#b8a000", P: "#ff8000", F: "#4aa83a",
          Cl: "#1f9f1f", Br: "#a62929", I: "#940094", B: "#d08080" };
        var lines = { "hydrogen bond": "#2f7fe0", "salt bridge": "#2f7fe0",
          "pi stacking": "#2e9e5b", "cation pi": "#2e9e5b" };
        var mode = 0, zoom = 1, size = 1, width = 0, height = 0;
        var turn = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        function points(list) {
          var result = [];
          for (var i = 0; list.length > i; i += 3) {
            result.push([list[i] / 100, list[i + 1] / 100, list[i + 2] / 100]);
          }
          return result;
        }
        var pocket = points(scene.pocket.points);
        var modes = scene.modes.map(function (entry) {
          var atoms = points(entry.points);
          var near = {};
          pocket.forEach(function (place, index) {
            var isNear = atoms.some(function (atom) {
              return 4.5 >= Math.hypot(atom[0] - place[0], atom[1] - place[1], atom[2] - place[2]);
            });
            if (isNear) { near[scene.pocket.residues[index]] = true; }
          });
          return { atoms: atoms, near: near, contacts: entry.contacts };
        });
        modes[0].atoms.forEach(function (atom) {
          size = Math.max(size, Math.hypot(atom[0], atom[1], atom[2]));
        });
        scene.modes.forEach(function (entry, index) {
          var option = document.createElement("option");
          option.value = String(index);
          option.textContent = entry.label;
          select.appendChild(option);
        });
        select.hidden = 2 > scene.modes.length;
        function seen(place) {
          var scale = zoom * Math.min(width, height) / (2 * (size + 4));
          var x = turn[0] * place[0] + turn[1] * place[1] + turn[2] * place[2];
          var y = turn[3] * place[0] + turn[4] * place[1] + turn[5] * place[2];
          var z = turn[6] * place[0] + turn[7] * place[1] + turn[8] * place[2];
          var near = 60 / Math.max(5, 60 - z);
          return { x: width / 2 + scale * near * x, y: height / 2 - scale * near * y, z: z,
            scale: scale * near };
        }
        function draw() {
          var style = getComputedStyle(canvas);
          var ink = style.color;
          var shapes = [];
          function fade(z) { return Math.max(0.25, Math.min(1, 0.75 + z / (2.5 * size + 8))); }
          function half(a, b, color, thick, shift) {
            shapes.push({ z: (3 * a.z + b.z) / 4, paint: function () {
              pen.globalAlpha = fade(a.z);
              pen.strokeStyle = color;
              pen.lineWidth = Math.max(1, thick * a.scale);
              pen.lineCap = "round";
              pen.beginPath();
              pen.moveTo(a.x + shift.x, a.y + shift.y);
              pen.lineTo((a.x + b.x) / 2 + shift.x, (a.y + b.y) / 2 + shift.y);
              pen.stroke();
            } });
          }
          function bond(a, b, first, second, thick, order) {
            var length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
            var step = 0.16 * a.scale;
            for (var k = 0; order > k; k += 1) {
              var by = (k - (order - 1) / 2) * step * 1.6;
              var shift = { x: -by * (b.y - a.y) / length, y: by * (b.x - a.x) / length };
              half(a, b, first, thick / (order > 1 ? 1.6 : 1), shift);
              half(b, a, second, thick / (order > 1 ? 1.6 : 1), shift);
            }
          }
          var shown = modes[mode];
          var sites = pocket.map(seen);
          function visible(index) { return shown.near[scene.pocket.residues[index]] === true; }
          scene.pocket.bonds.forEach(function (pair) {
            if (!visible(pair[0]) || !visible(pair[1])) { return; }
            bond(sites[pair[0]], sites[pair[1]], colors[scene.pocket.elements[pair[0]]] || "#8f98a5",
              colors[scene.pocket.elements[pair[1]]] || "#8f98a5", 0.09, 1);
          });
          var atoms = shown.atoms.map(seen);
          scene.bonds.forEach(function (entry) {
            bond(atoms[entry[0]], atoms[entry[1]], colors[scene.elements[entry[0]]] || ink,
              colors[scene.elements[entry[1]]] || ink, 0.24, entry[2]);
          });
          shown.contacts.forEach(function (contact) {
            var ends = points(contact.points).map(seen);
            shapes.push({ z: Math.max(ends[0].z, ends[1].z), paint: function () {
              pen.globalAlpha = 1;
              pen.strokeStyle = lines[contact.kind] || "#9a4fd0";
              pen.lineWidth = 2;
              pen.setLineDash([6, 5]);
              pen.beginPath();
              pen.moveTo(ends[0].x, ends[0].y);
              pen.lineTo(ends[1].x, ends[1].y);
              pen.stroke();
              pen.setLineDash([]);
            } });
          });
          var sums = {};
          sites.forEach(function (site, index) {
            if (!visible(index)) { return; }
            var key = scene.pocket.residues[index];
            var sum = sums[key] || { x: 0, y: 0, z: 0, count: 0 };
            sums[key] = { x: sum.x + site.x, y: sum.y + site.y, z: sum.z + site.z,
              count: sum.count + 1 };
          });
          Object.keys(sums).forEach(function (key) {
            var sum = sums[key];
            shapes.push({ z: sum.z / sum.count, paint: function () {
              pen.globalAlpha = fade(sum.z / sum.count);
              pen.fillStyle = ink;
              pen.font = "12px system-ui, sans-serif";
              pen.textAlign = "center";
              pen.fillText(scene.pocket.labels[key], sum.x / sum.count, sum.y / sum.count);
            } });
          });
          shapes.sort(function (a, b) { return a.z - b.z; });
          pen.clearRect(0, 0, width, height);
          shapes.forEach(function (shape) { shape.paint(); });
          pen.globalAlpha = 1;
        }
        function fit() {
          var ratio = window.devicePixelRatio || 1;
          width = canvas.clientWidth;
          height = canvas.clientHeight;
          canvas.width = Math.round(width * ratio);
          canvas.height = Math.round(height * ratio);
          pen.setTransform(ratio, 0, 0, ratio, 0, 0);
          draw();
        }
        function rotate(right, up) {
          var c = Math.cos(right), s = Math.sin(right), d = Math.cos(up), t = Math.sin(up);
          var by = [c, 0, s, s * t, d, -c * t, -s * d, t, c * d];
          var next = [];
          for (var i = 0; 3 > i; i += 1) {
            for (var j = 0; 3 > j; j += 1) {
              next.push(by[3 * i] * turn[j] + by[3 * i + 1] * turn[3 + j]
                + by[3 * i + 2] * turn[6 + j]);
            }
          }
          turn = next;
          draw();
        }
        function enlarge(by) { zoom = Math.max(0.3, Math.min(6, zoom * by)); draw(); }
        var last = null;
        canvas.addEventListener("pointerdown", function (event) {
          last = event;
          canvas.setPointerCapture(event.pointerId);
        });
        canvas.addEventListener("pointermove", function (event) {
          if (!last || last.pointerId !== event.pointerId) { return; }
          rotate((event.clientX - last.clientX) / 120, (event.clientY - last.clientY) / 120);
          last = event;
        });
        ["pointerup", "pointercancel"].forEach(function (name) {
          canvas.addEventListener(name, function () { last = null; });
        });
        canvas.addEventListener("wheel", function (event) {
          event.preventDefault();
          enlarge(event.deltaY > 0 ? 0.9 : 1.1);
        }, { passive: false });
        canvas.addEventListener("keydown", function (event) {
          var turns = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15],
            ArrowDown: [0, 0.15] };
          var sizes = { "+": 1.15, "=": 1.15, "-": 0.87 };
          if (turns[event.key]) {
            rotate(turns[event.key][0], turns[event.key][1]);
          } else if (sizes[event.key]) {
            enlarge(sizes[event.key]);
          } else {
            return;
          }
          event.preventDefault();
        });
        select.addEventListener("change", function () {
          mode = Number(select.value);
          draw();
        });
        window.addEventListener("resize", fit);
        fit();
      })();
      """,
    hash: "ZeAd/QOxS8b7pW/KGSI38QBBvqOybU6rEbUgsSvSSJU=")
}
