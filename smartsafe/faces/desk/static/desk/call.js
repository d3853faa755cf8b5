// The call sheet's clock.
const clock = document.getElementById("timer");
const began = Date.now();
function tick() {
  const seconds = Math.floor((Date.now() - began) / 1000);
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
clock.hidden = false;
setInterval(tick, 1000);
