package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How each collection is paged, ordered and filtered, over more rows than any page holds. */
abstract class PagesContract extends InputContract {

  private static final int ROWS = 10_050;
  private static final int MOST = 1000;

  private Things many;
  private ManyRows rows;

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

  /** Returns the statement that makes what belongs to the rows; empty for nothing. */
  String alongside(String seed) {
    return "";
  }

  @BeforeAll
  void make_many_rows() {
    many = new Things(AdminService.tenant());
    var seed = many.make(name()).getString("id");
    var name = collection().isNamed() ? collection().nameField() : "";
    rows = new ManyRows(table(), name, columns(), seed, isOfTenants() ? many.tenant() : "");
    rows.add(ROWS);
    ManyRows.execute(alongside(seed));
  }

  @AfterAll
  void remove_them() {
    rows.remove();
  }

  @Test
  void shows_each_of_ten_thousand_exactly_once_in_every_order() {
    var all = rows.ids();
    int limit = MOST;
    var sorts = new ArrayList<>(collection().sorts());
    sorts.removeAll(whileOthersComeAndGo());
    for (var sort : sorts) {
      var shown = walk(sort, limit, all, page -> {});
      assertThat(ids(shown)).as("by %s", sort).hasSize(all.size()).doesNotHaveDuplicates();
      if (collection().isNamed() && sort.endsWith(collection().nameField())) {
        var order = Comparator.<String>naturalOrder();
        assertThat(shown.stream().map(each -> each.getString(collection().nameField())).toList())
            .isSortedAccordingTo(sort.startsWith("-") ? order.reversed() : order);
      }
      limit -= 111;
    }
    assertThat(list("").getJsonArray("items")).as("as many as usual").hasSize(50);
  }

  private List<String> whileOthersComeAndGo() {
    return List.of("-created_at", collection().sorts().get(2));
  }

  @Test
  void shows_what_stays_exactly_once_while_others_come_and_go() {
    long number = 20_261_123;
    var random = new Random(number);
    for (var sort : whileOthersComeAndGo()) {
      var before = rows.ids();
      var gone = new HashSet<String>();
      var unseen = new ArrayList<>(before);
      var shown =
          walk(
              sort,
              MOST,
              before,
              page -> {
                unseen.removeAll(new HashSet<>(page));
                // the last one shown goes, one not shown yet goes, and a new one comes
                var going = new HashSet<>(Set.of(page.getLast()));
                if (!unseen.isEmpty()) {
                  going.add(unseen.remove(random.nextInt(unseen.size())));
                }
                rows.exchange(going);
                gone.addAll(going);
              });
      before.removeAll(gone);
      assertThat(ids(shown))
          .as("by %s, seed %d", sort, number)
          .doesNotHaveDuplicates()
          .containsAll(before);
    }
  }

  @Test
  void refuses_cursors_that_it_did_not_give() {
    for (var sort : collection().sorts()) {
      var good = cursor(sort);
      var wrong = new ArrayList<String>(List.of("x", "AAAA", "null", good + "A", "A" + good));
      wrong.add(good.substring(0, good.length() - 1));
      for (int i = 0; i < good.length(); i++) {
        var other = good.charAt(i) == 'x' ? 'y' : 'x';
        wrong.add(good.substring(0, i) + other + good.substring(i + 1));
      }
      collection().sorts().stream()
          .filter(each -> !each.equals(sort))
          .map(this::cursor)
          .forEach(wrong::add);
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
            "limit=0",
            "limit=1001",
            "limit=-1",
            "limit=many",
            "limit=1.5",
            "limit=",
            "limit=1&limit=2",
            "sort=colour",
            "sort=--created_at",
            "colour=red",
            "cursor=%00",
            collection().filters().getFirst().path("name").asText() + "=a%00b")) {
      assertThat(status("?" + query)).as(query).isEqualTo(400);
    }
  }

  @Test
  void filters_by_each_documented_field() {
    for (var parameter : collection().filters()) {
      var name = parameter.path("name").asText();
      var form = parameter.path("schema");
      if (form.path("type").asText().equals("boolean")) {
        assertThat(status("?" + name + "=maybe")).isEqualTo(400);
        for (boolean wanted : new boolean[] {true, false}) {
          for (var item : items("?limit=9&" + name + "=" + wanted)) {
            assertThat(item.getBoolean(name, wanted)).as(name).isEqualTo(wanted);
          }
        }
      } else if (form.path("format").asText().equals("uuid")) {
        assertThat(status("?" + name + "=no-id")).as(name).isEqualTo(400);
        assertThat(items("?" + name + "=" + UUID.randomUUID())).as(name).isEmpty();
      } else if (status("?" + name + "=no-such-thing") != 400) {
        assertThat(items("?" + name + "=no-such-thing")).as(name).isEmpty();
      }
      if (collection().isNamed() && name.equals(collection().nameField())) {
        assertThat(items("?" + name + "=page-7")).as(name).hasSize(1);
      }
    }
  }

  private List<JsonObject> walk(
      String sort, int limit, Set<String> wanted, Consumer<List<String>> between) {
    var shown = new ArrayList<JsonObject>();
    var cursor = "";
    for (int pages = 0; cursor != null; pages++) {
      assertThat(pages).as("pages by %s", sort).isLessThan(ROWS);
      var query = "?limit=" + limit + "&sort=" + sort + "&cursor=" + encoded(cursor);
      var listed = list(query);
      var page = items(listed);
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      page.removeIf(each -> !wanted.contains(each.getString("id")));
      shown.addAll(page);
      cursor = listed.getString("next_cursor");
      if (!page.isEmpty()) {
        between.accept(ids(page));
      }
    }
    return shown;
  }

  private List<JsonObject> items(String query) {
    return items(list(query));
  }

  private static List<JsonObject> items(JsonObject listed) {
    var items = new ArrayList<JsonObject>();
    listed.getJsonArray("items").forEach(each -> items.add((JsonObject) each));
    return items;
  }

  private static List<String> ids(List<JsonObject> shown) {
    return shown.stream().map(each -> each.getString("id")).toList();
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

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
  }
}
