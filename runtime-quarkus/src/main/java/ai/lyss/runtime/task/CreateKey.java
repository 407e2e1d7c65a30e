package ai.lyss.runtime.task;

import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.start.EarlyConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Creates an API key in the service that runs, and prints it this once. */
final class CreateKey implements OperatorTask {

  private static final String ROLE = "role";
  private static final String MODEL = "model";
  private static final String EXPIRES = "expires-at";
  private static final String TENANT = "tenant";
  private static final String USAGE =
      "key NAME [--role ROLE]... [--model MODEL]... [--expires-at 2027-01-01T00:00:00Z]"
          + " [--tenant ID|NAME] [--url URL]";
  private static final String LEAST = "member";

  @Override
  public String name() {
    return "key";
  }

  @Override
  public void run(List<String> given, PrintStream out, PrintStream told)
      throws TaskRefused, StartRefused {
    var once = Set.of(EXPIRES, TENANT, RunningService.URL);
    var arguments = Arguments.of(given, once, Set.of(ROLE, MODEL), USAGE);
    var wanted = wanted(arguments);
    var service = RunningService.of(EarlyConfig.read(), arguments);
    var tenant = arguments.option(TENANT);
    var id = tenant.isEmpty() ? null : service.tenant(tenant.get());
    var made = service.call("POST", "/api/v1/keys", id, wanted);
    var key = made.getString("key");
    if (key == null) {
      throw service.foreign();
    }
    told.println(
        "lyss: key "
            + made.getString("name")
            + " ("
            + made.getString("id")
            + "), shown this once:");
    out.println(key);
  }

  private static JsonObject wanted(Arguments arguments) throws TaskRefused {
    var roles = arguments.all(ROLE);
    var body =
        new JsonObject()
            .put("name", arguments.words(1).getFirst())
            .put("roles", new JsonArray(roles.isEmpty() ? List.of(LEAST) : roles));
    if (!arguments.all(MODEL).isEmpty()) {
      body.put("models", new JsonArray(arguments.all(MODEL)));
    }
    arguments.option(EXPIRES).ifPresent(time -> body.put("expires_at", time));
    return body;
  }
}
