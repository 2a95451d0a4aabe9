import { get } from "./api.js";

const EVERY = 1000;
const SKEW = 2000;

/** What /v1/status said last, asked for every second; those who listen are told each time. */
class Status extends EventTarget {
  status = null;
  error = null;
  #skew = 0;

  /** The server's time, as near as its answers tell. */
  now() {
    return Date.now() + this.#skew;
  }

  start() {
    this.#poll();
  }

  async #poll() {
    try {
      const { body, date } = await get("v1/status");
      const skew = date - Date.now();
      // The header has whole seconds: less than that is not known.
      this.#skew = Math.abs(skew) > SKEW ? skew : 0;
      this.status = body;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.dispatchEvent(new Event("change"));
    setTimeout(() => this.#poll(), EVERY);
  }
}

export const live = new Status();

/** Calls now and at each change until the element has left the page. */
export function follow(element, listener) {
  const told = () => {
    if (element.isConnected) listener(live.status, live.error);
    else live.removeEventListener("change", told);
  };
  live.addEventListener("change", told);
  queueMicrotask(told);
}
