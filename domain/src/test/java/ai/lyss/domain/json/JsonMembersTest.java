package ai.lyss.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.json.JsonMembers.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonMembersTest {

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonMembers members(String text) {
    var body = utf8(text);
    return JsonMembers.read(body, new JsonCursor(body));
  }

  private static String without(String text, String... names) {
    var members = members(text);
    var splice = new JsonSplice(members.body());
    members.remove(splice, member -> Set.of(names).contains(member.name()));
    return new String(splice.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void takes_a_member_out_with_one_comma_and_leaves_the_rest() {
    var text = "{ \"a\" : 1 ,\n \"b\":[1,{\"a\":2}] , \"c\":\"}\" }";

    assertThat(without(text)).isEqualTo(text);
    assertThat(without(text, "a")).isEqualTo("{ \"b\":[1,{\"a\":2}] , \"c\":\"}\" }");
    assertThat(without(text, "b")).isEqualTo("{ \"a\" : 1 , \"c\":\"}\" }");
    assertThat(without(text, "c")).isEqualTo("{ \"a\" : 1 ,\n \"b\":[1,{\"a\":2}] }");
    assertThat(without(text, "a", "b")).isEqualTo("{ \"c\":\"}\" }");
    assertThat(without(text, "a", "c")).isEqualTo("{ \"b\":[1,{\"a\":2}] }");
    assertThat(without(text, "a", "b", "c")).isEqualTo("{  }");
  }

  @Test
  void finds_names_however_they_are_spelled_and_the_last_of_two() {
    var members = members("{\"\\u0061b\":1,\"ab\":\"x\\u0079\"}");

    assertThat(members.all()).extracting(Member::name).containsExactly("ab", "ab");
    var last = members.find("ab");
    assertThat(members.isText(last, "xy")).isTrue();
    assertThat(members.isText(last, "x")).isFalse();
    assertThat(members.isText(members.all().getFirst(), "1")).isFalse();
    assertThat(members.find("b")).isNull();
    assertThat(without("{\"\\u0061b\":1,\"ab\":2,\"c\":3}", "ab")).isEqualTo("{\"c\":3}");
  }

  @Test
  void renames_a_member() {
    var members = members("{\"\\u0061\" : 1}");
    var splice = new JsonSplice(members.body());
    JsonMembers.rename(splice, members.all().getFirst(), "long_name");

    assertThat(new String(splice.bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"long_name\" : 1}");
  }

  @Test
  void has_no_members_where_there_is_no_object() {
    assertThat(members("[1]").all()).isEmpty();
    assertThat(members("").all()).isEmpty();
    assertThat(JsonMembers.at(utf8("{\"a\":{\"b\":1}}"), new JsonSpan(5, 12)).all())
        .extracting(Member::name)
        .containsExactly("b");
  }

  /** What is left is well-formed, and is what was kept, byte for byte. */
  @Test
  void leaves_what_is_kept_of_random_objects() {
    for (long seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      var body = utf8(new RandomJson(random).object());
      var members = JsonMembers.read(body, new JsonCursor(body));
      var kept = new ArrayList<Member>();
      var splice = new JsonSplice(body);
      for (var member : members.all()) {
        if (random.nextBoolean()) {
          kept.add(member);
        }
      }
      members.remove(splice, member -> !kept.contains(member));
      var left = splice.bytes();
      var again = JsonMembers.read(left, new JsonCursor(left));
      assertThat(new JsonCursor(left).skipValue()).as("seed %d", seed).isTrue();
      assertThat(texts(again)).as("seed %d", seed).isEqualTo(texts(body, kept));
    }
  }

  private static List<String> texts(JsonMembers members) {
    return texts(members.body(), members.all());
  }

  private static List<String> texts(byte[] body, List<Member> members) {
    return members.stream()
        .map(
            member -> {
              int start = member.nameSpan().start();
              return new String(body, start, member.value().end() - start, StandardCharsets.UTF_8);
            })
        .toList();
  }
}
