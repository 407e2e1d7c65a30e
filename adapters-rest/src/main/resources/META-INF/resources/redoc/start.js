"use strict";

const plain = "system-ui, sans-serif";

Redoc.init(
  "/q/openapi?format=json",
  {
    nativeScrollbars: true,
    theme: { typography: { fontFamily: plain, headings: { fontFamily: plain } } },
  },
  document.getElementById("api"),
);
