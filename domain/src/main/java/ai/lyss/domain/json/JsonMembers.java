package ai.lyss.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object within a body, so that some of them can be renamed or taken out while
 * every other byte stays. Immutable.
 *
 * @param body the text that the object is in
 * @param insertAt offset after the object's opening brace: a place to add members
 * @param all its members in their order, repeated names included
 */
public record JsonMembers(byte[] body, int insertAt, List<Member> all) {

  private static final byte[] NOTHING = {};

  /** Copies the list. */
  public JsonMembers {
    all = List.copyOf(all);
  }

  /**
   * A name and its value.
   *
   * @param name the name, escapes resolved
   * @param nameSpan where the name stands, quotes included
   * @param kind what the value is
   * @param value where the value stands
   */
  public record Member(String name, JsonSpan nameSpan, JsonKind kind, JsonSpan value) {}

  /** Reads the object that comes next and steps over it; has no members when none comes. */
  public static JsonMembers read(byte[] body, JsonCursor json) {
    var members = new ArrayList<Member>();
    json.enterObject();
    int insertAt = json.offset();
    while (json.nextField()) {
      var kind = json.peek();
      json.skipValue();
      members.add(new Member(json.key(), json.keySpan(), kind, json.span()));
    }
    return new JsonMembers(body, insertAt, members);
  }

  /** Reads the object that stands at a place of a body. */
  public static JsonMembers at(byte[] body, JsonSpan span) {
    return read(body, new JsonCursor(body, span.start(), span.end()));
  }

  /** Returns the last member of that name, the one that counts; null when there is none. */
  public @Nullable Member find(String name) {
    return all.stream()
        .filter(member -> member.name().equals(name))
        .reduce((first, last) -> last)
        .orElse(null);
  }

  /** Tells whether the value of a member is this text, escapes resolved. */
  public boolean isText(Member member, String text) {
    if (member.kind() != JsonKind.STRING) {
      return false;
    }
    var value = new JsonCursor(body, member.value().start(), member.value().end()).string();
    return text.equals(value);
  }

  /** Takes members out, each with one comma, and leaves the rest as it is. */
  public void remove(JsonSplice splice, Predicate<Member> unwanted) {
    boolean keptBefore = false;
    int from = insertAt;
    for (int i = 0; i < all.size(); i++) {
      var member = all.get(i);
      int end = member.value().end();
      if (!unwanted.test(member)) {
        keptBefore = true;
      } else if (keptBefore) {
        splice.replace(new JsonSpan(from, end), NOTHING);
      } else {
        int next = i + 1 < all.size() ? all.get(i + 1).nameSpan().start() : end;
        splice.replace(new JsonSpan(member.nameSpan().start(), next), NOTHING);
      }
      from = end;
    }
  }

  /** Gives a member another name, of ASCII characters that need no escape. */
  public static void rename(JsonSplice splice, Member member, String name) {
    splice.replace(member.nameSpan(), ('"' + name + '"').getBytes(StandardCharsets.US_ASCII));
  }
}
