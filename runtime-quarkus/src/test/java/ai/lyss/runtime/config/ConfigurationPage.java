package ai.lyss.runtime.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/** The page of all settings, made from {@link GatewayConfig}. */
final class ConfigurationPage {

  private static final String HEAD =
      """
      # Configuration

      Made from the code by `ConfigurationPageTest`; edits here are lost.

      Every setting can be given as an environment variable, as a system property, or in
      `config/application.yaml` in the folder the service is started from (`./lyss run` starts it
      from the root of the project); the first of these that has it wins. A value that is not
      allowed, or a name under `lyss.` that is none of these, stops the start with one line and exit
      status 1. `config/dev.yaml.example`, `config/test.yaml.example` and `config/prod.yaml.example`
      are to be copied to `config/application.yaml`. In YAML, `lyss.store` beside `lyss.store.wait` is
      written as `~` (`config/prod.yaml.example` shows it).

      """;

  private static final String TAIL =
      """

      ## Settings of Quarkus

      They keep their names; [Quarkus lists all of them](https://quarkus.io/guides/all-config). The
      ones an operator needs, with what they are here unless set:

      | setting | environment | here |
      |---|---|---|
      """;

  private static final String END =
      """

      `./lyss run` also knows `LYSS_JAVA_OPTS`: words that are handed to the JVM, for instance
      `-Xmx2g`.
      """;

  private static final List<List<String>> QUARKUS =
      List.of(
          List.of("quarkus.http.port", ""),
          List.of("quarkus.http.host", "`localhost` in the embedded default, else `0.0.0.0`"),
          List.of("quarkus.datasource.jdbc.url", "none"),
          List.of("quarkus.datasource.username", "none"),
          List.of("quarkus.datasource.password", "none"),
          List.of("quarkus.datasource.jdbc.max-size", ""),
          List.of("quarkus.redis.hosts", "none"),
          List.of("quarkus.redis.password", "none"),
          List.of("quarkus.redis.client-type", "`standalone`; or `cluster`"),
          List.of("quarkus.http.cors.origins", "none in prod; this machine in dev"),
          List.of("quarkus.http.idle-timeout", ""),
          List.of("quarkus.shutdown.timeout", ""),
          List.of("quarkus.profile", "`prod`"),
          List.of("quarkus.log.level", ""),
          List.of("quarkus.log.console.json.enabled", "`true` in prod, else `false`"));

  private ConfigurationPage() {}

  /** One line of the table. */
  record Row(String key, String fallback, Setting setting) {

    String environment() {
      return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    String markdown() {
      return "| `%s`<br>`%s` | %s | %s | %s |%n"
          .formatted(key, environment(), fallback, setting.allowed(), setting.meaning());
    }
  }

  /** Returns the page. */
  static String text(Config defaults) {
    var page = new StringBuilder(HEAD);
    page.append("| setting, and its environment variable | default | allowed | meaning |\n");
    page.append("|---|---|---|---|\n");
    rows().forEach(row -> page.append(row.markdown()));
    page.append(TAIL);
    for (var line : QUARKUS) {
      var key = line.getFirst();
      var here =
          line.getLast().isEmpty()
              ? "`" + defaults.getValue(key, String.class) + "`"
              : line.getLast();
      page.append(
          "| `%s` | `%s` | %s |%n"
              .formatted(key, key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), here));
    }
    return page.append(END).toString();
  }

  /** Returns the settings in the order of their keys. */
  static List<Row> rows() {
    var rows = new ArrayList<Row>();
    collect(
        GatewayConfig.class, GatewayConfig.class.getAnnotation(ConfigMapping.class).prefix(), rows);
    rows.sort(Comparator.comparing(Row::key));
    return rows;
  }

  private static void collect(Class<?> group, String prefix, List<Row> rows) {
    for (var method : Arrays.asList(group.getDeclaredMethods())) {
      var key = prefix + "." + name(method);
      if (isGroup(method.getReturnType())) {
        collect(method.getReturnType(), key, rows);
      } else {
        var setting = method.getAnnotation(Setting.class);
        if (setting == null) {
          throw new AssertionError(method + " lacks @Setting");
        }
        rows.add(new Row(key, fallback(method, setting), setting));
      }
    }
  }

  private static boolean isGroup(Class<?> type) {
    return type.isInterface() && type.getPackage() == GatewayConfig.class.getPackage();
  }

  private static String name(Method method) {
    var given = method.getAnnotation(WithName.class);
    return given != null
        ? given.value()
        : method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String fallback(Method method, Setting setting) {
    var declared = method.getAnnotation(WithDefault.class);
    return declared != null ? "`" + declared.value() + "`" : setting.unset();
  }
}
