// "/" leads to the search box, as long as nobody is typing elsewhere.
document.addEventListener("keydown", function (event) {
  var box = document.getElementById("cari");
  var typing = event.target.closest && event.target.closest("input, select, textarea");
  if (event.key === "/" && box && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
