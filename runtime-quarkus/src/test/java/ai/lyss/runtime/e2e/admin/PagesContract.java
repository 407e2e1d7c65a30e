package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.runtime.e2e.EmbeddedDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How each collection is paged, ordered and filtered, over more rows than any page holds. */
abstract class PagesContract extends InputContract {

  private static final int ROWS = 10_050;
  private static final int MOST = 1000;
  private static final String MANY = "page-";
  private static final String NEW = MANY + "new-";

  private Things many;
  private String seed;

  PagesContract(String name) {
    super(name);
  }

  /** Returns the table that holds the collection. */
  String table() {
    return name();
  }

  /** Returns what has to differ from row to row beside id and name: columns and SQL, in turn. */
  List<String> columns() {
    return List.of();
  }

  /** Returns the statements that make what belongs to the rows made from {@code seed}. */
  List<String> alongside(String seed) {
    return List.of();
  }

  @BeforeAll
  void make_many_rows() {
    many = new Things(AdminService.tenant());
    seed = many.make(name()).getString("id");
    execute(copying("generate_series(1, " + ROWS + ")"));
    alongside(seed).forEach(PagesContract::execute);
  }

  @AfterAll
  void remove_them() {
    execute("delete from %s where %s like '%s%%'".formatted(table(), column(), MANY));
  }

  @Test
  void shows_each_of_ten_thousand_exactly_once_in_every_order() {
    int limit = MOST;
    for (var sort : sorts()) {
      var shown = walk(sort, limit, page -> {});
      assertThat(shown).as("by %s", sort).hasSize(ROWS).doesNotHaveDuplicates();
      if (sort.equals(collection().nameField())) {
        assertThat(shown).isSorted();
      } else if (sort.equals("-" + collection().nameField())) {
        assertThat(shown).isSortedAccordingTo(Comparator.reverseOrder());
      }
      limit -= 111;
    }
    assertThat(list("").getJsonArray("items")).as("as many as usual").hasSize(50);
  }

  @Test
  void shows_what_stays_exactly_once_while_others_come_and_go() {
    long number = 20_261_123;
    var random = new Random(number);
    for (var sort : List.of("-" + collection().nameField(), "updated_at")) {
      var seen = new HashSet<String>();
      var touched = new HashSet<String>();
      var shown =
          walk(
              sort,
              MOST,
              page -> {
                seen.addAll(page);
                comeAndGo(page, seen, touched, random);
              });
      assertThat(shown).as("by %s, seed %d", sort, number).doesNotHaveDuplicates();
      var stayed = new HashSet<String>();
      for (int n = 1; n <= ROWS; n++) {
        stayed.add(MANY + n);
      }
      stayed.removeAll(touched);
      assertThat(shown).as("by %s, seed %d", sort, number).containsAll(stayed);
      restore(touched);
    }
  }

  /** The last one shown goes, one that was not shown yet goes, and a new one comes. */
  private void comeAndGo(List<String> page, Set<String> seen, Set<String> touched, Random random) {
    var last = page.getLast();
    String ahead;
    do {
      ahead = MANY + (1 + random.nextInt(ROWS));
    } while (seen.contains(ahead) && seen.size() < ROWS);
    var newcomer = NEW + AdminService.number();
    touched.addAll(List.of(last, ahead, newcomer));
    execute(
        "delete from %s where %s in ('%s', '%s')".formatted(table(), column(), last, ahead),
        copying("(values ('" + newcomer.substring(MANY.length()) + "'))"));
  }

  private void restore(Set<String> touched) {
    var gone =
        touched.stream()
            .filter(each -> !each.startsWith(NEW))
            .map(each -> "('" + each.substring(MANY.length()) + "')")
            .collect(Collectors.joining(", ", "(values ", ")"));
    execute("delete from %s where %s like '%s%%'".formatted(table(), column(), NEW), copying(gone));
  }

  @Test
  void refuses_cursors_that_it_did_not_give() {
    for (var sort : sorts()) {
      var good = cursor(sort);
      var wrong = new ArrayList<String>(List.of("x", "AAAA", "null", good + "A", "A" + good));
      wrong.add(good.substring(0, good.length() - 1));
      for (int i = 0; i < good.length(); i++) {
        var other = good.charAt(i) == 'x' ? 'y' : 'x';
        wrong.add(good.substring(0, i) + other + good.substring(i + 1));
      }
      sorts().stream().filter(each -> !each.equals(sort)).map(this::cursor).forEach(wrong::add);
      for (var each : wrong) {
        assertThat(status("?sort=" + sort + "&cursor=" + encoded(each)))
            .as("by %s: %s for %s", sort, each, good)
            .isEqualTo(400);
      }
      assertThat(status("?sort=" + sort + "&cursor=" + good)).isEqualTo(200);
    }
  }

  @Test
  void refuses_parameters_that_it_does_not_know() {
    for (var query :
        List.of(
            "?limit=0",
            "?limit=1001",
            "?limit=-1",
            "?limit=many",
            "?limit=1.5",
            "?limit=",
            "?limit=1&limit=2",
            "?sort=colour",
            "?sort=--created_at",
            "?colour=red",
            "?cursor=%00",
            "?" + collection().nameField() + "=a%00b")) {
      assertThat(status(query)).as(query).isEqualTo(400);
    }
  }

  @Test
  void filters_by_each_documented_field() {
    for (var parameter : filters()) {
      var name = parameter.path("name").asText();
      var schema = parameter.path("schema");
      if (schema.path("type").asText().equals("boolean")) {
        assertThat(status("?" + name + "=maybe")).isEqualTo(400);
        for (var item : list("?limit=9&" + name + "=true").getJsonArray("items")) {
          assertThat(((JsonObject) item).getBoolean(name, true)).as(name).isTrue();
        }
        for (var item : list("?limit=9&" + name + "=false").getJsonArray("items")) {
          assertThat(((JsonObject) item).getBoolean(name, false)).as(name).isFalse();
        }
      } else {
        var some = MANY + "1";
        if (name.equals(collection().nameField())) {
          assertThat(list("?" + name + "=" + some).getJsonArray("items")).as(name).hasSize(1);
        }
        boolean id = schema.path("format").asText().equals("uuid");
        assertThat(status("?" + name + "=no-such-thing")).as(name).isEqualTo(id ? 400 : 200);
        var none = id ? UUID.randomUUID().toString() : "no-such-thing";
        assertThat(list("?" + name + "=" + none).getJsonArray("items")).isEmpty();
      }
    }
  }

  private List<String> walk(String sort, int limit, Consumer<List<String>> between) {
    var shown = new ArrayList<String>();
    var cursor = "";
    for (int pages = 0; cursor != null; pages++) {
      assertThat(pages).as("pages by %s", sort).isLessThan(ROWS);
      var query = "?limit=" + limit + "&sort=" + sort + "&cursor=" + encoded(cursor);
      var listed = list(query);
      var page = new ArrayList<String>();
      for (var item : listed.getJsonArray("items")) {
        page.add(((JsonObject) item).getString(collection().nameField()));
      }
      page.removeIf(each -> !each.startsWith(MANY));
      shown.addAll(page);
      cursor = listed.getString("next_cursor");
      if (!page.isEmpty()) {
        between.accept(page);
      }
    }
    return shown;
  }

  private JsonObject list(String query) {
    return client().read(collection().path() + query, many.header());
  }

  private String cursor(String sort) {
    return list("?limit=1&sort=" + sort).getString("next_cursor");
  }

  private int status(String query) {
    return client().send("GET", collection().path() + query, null, many.header()).statusCode();
  }

  private List<String> sorts() {
    var sorts = new ArrayList<String>();
    for (var each : parameter("sort").path("schema").path("enum")) {
      sorts.add(each.asText());
    }
    assertThat(sorts).isNotEmpty();
    return sorts;
  }

  private List<JsonNode> filters() {
    return Collection.api().parameters(listing(), "query").stream()
        .filter(each -> !Set.of("limit", "cursor", "sort").contains(each.path("name").asText()))
        .toList();
  }

  private JsonNode parameter(String wanted) {
    return Collection.api().parameters(listing(), "query").stream()
        .filter(each -> each.path("name").asText().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  private Endpoint listing() {
    return collection().endpoints().stream()
        .filter(each -> each.verb() == Verb.GET)
        .filter(each -> !each.path().contains("{"))
        .findFirst()
        .orElseThrow();
  }

  private String column() {
    return collection().nameField();
  }

  /** Returns what copies the seed's row for each number; many of them have the same time. */
  private String copying(String numbers) {
    var more = new StringBuilder();
    for (int i = 0; i < columns().size(); i += 2) {
      more.append(", '").append(columns().get(i)).append("', ").append(columns().get(i + 1));
    }
    return """
    insert into %1$s select made.* from %1$s as seed cross join %2$s as many(n)
      cross join lateral jsonb_populate_record(seed, jsonb_build_object(
        'id', gen_random_uuid(), '%3$s', '%4$s' || n,
        'updated_at', now() - (abs(hashtext(n::text)) %% 100) * interval '1 second' %5$s)) as made
    where seed.id = '%6$s'
    """
        .formatted(table(), numbers, column(), MANY, more, seed);
  }

  private static void execute(String... statements) {
    EmbeddedDatabase.execute(AdminService.process(), statements);
  }

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
  }
}
