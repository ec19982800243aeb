"use strict";
// OpenID Connect Session Management 1.0 section 3.2: told "client state", it answers whether the
// state is still that of this browser.
(function () {
  var cookie = document.documentElement.dataset.cookie + "=";

  function browserState() {
    var all = document.cookie.split("; ");
    for (var index = 0; index < all.length; index++) {
      if (all[index].indexOf(cookie) === 0) {
        return all[index].slice(cookie.length);
      }
    }
    return "";
  }

  function hex(bytes) {
    return Array.prototype.map
      .call(new Uint8Array(bytes), function (one) {
        return (one + 256).toString(16).slice(1);
      })
      .join("");
  }

  window.addEventListener("message", function (event) {
    var source = event.source;
    if (!source || event.origin === "null" || typeof event.data !== "string") {
      return;
    }
    function answer(word) {
      source.postMessage(word, event.origin);
    }
    var blank = event.data.lastIndexOf(" ");
    var dot = event.data.lastIndexOf(".");
    if (blank < 1 || dot < blank) {
      answer("error");
      return;
    }
    var client = event.data.slice(0, blank);
    var given = event.data.slice(blank + 1);
    var salt = event.data.slice(dot + 1);
    var text = client + " " + event.origin + " " + browserState() + " " + salt;
    crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then(
      function (hash) {
        answer(hex(hash) + "." + salt === given ? "unchanged" : "changed");
      },
      function () {
        answer("error");
      });
  });
})();
