package ai.lyss.runtime.e2e;

import java.util.regex.Pattern;

/** Numbers from a service's metrics. */
enum Gauge {
  RELAYS("lyss_relays_running"),
  ATTEMPTS("lyss_attempts_running"),
  RESERVATIONS("lyss_quota_reservations"),
  CONNECTIONS("lyss_vendor_connections");

  private final Pattern line;

  Gauge(String name) {
    line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.eE+-]+)$");
  }

  /** Returns its value now. */
  double of(StubbedService service) {
    var page = service.get("/q/metrics").body();
    var found = line.matcher(page);
    if (!found.find()) {
      throw new AssertionError("no " + line + " in " + page);
    }
    return Double.parseDouble(found.group(1));
  }

  /** Waits until all are zero. */
  static void awaitNothingLeft(StubbedService service) {
    for (var gauge : values()) {
      service.await(() -> gauge.of(service) == 0);
    }
  }
}
