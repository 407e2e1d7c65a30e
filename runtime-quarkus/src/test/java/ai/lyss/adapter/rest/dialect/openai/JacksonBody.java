package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A JSON object as an independent parser sees it: every member, repeated ones included. */
record JacksonBody(List<Member> members) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One member.
   *
   * @param name its name, escapes resolved
   * @param value its value, byte for byte
   * @param kind what kind of value it is
   */
  record Member(String name, String value, JsonToken kind) {}

  /** Reads a body; null when the parser refuses it, or when it is no object. */
  static JacksonBody read(byte[] body) throws IOException {
    try (var parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      var members = new ArrayList<Member>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        members.add(member(parser, body));
      }
      return parser.nextToken() == null ? new JacksonBody(members) : null;
    } catch (JsonProcessingException refused) {
      return null;
    }
  }

  static JacksonBody read(String object) throws IOException {
    return read(object.getBytes(UTF_8));
  }

  private static Member member(JsonParser parser, byte[] body) throws IOException {
    var name = parser.currentName();
    var kind = parser.nextToken();
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    return new Member(name, new String(body, start, end - start, UTF_8).strip(), kind);
  }

  /** What a parser sees that takes the first of a repeated name; null for none. */
  Member first(String name) {
    return members.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
  }

  /** What a parser sees that takes the last of a repeated name; null for none. */
  Member last(String name) {
    return members.reversed().stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
  }

  /** What a parser sees that does not look at case and takes the last; null for none. */
  Member lastInAnyCase(String name) {
    return members.reversed().stream()
        .filter(m -> m.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** Tells whether one of these names is there twice, or in another case. */
  boolean repeats(Set<String> names) {
    var seen = new HashSet<String>();
    for (var member : members) {
      for (var name : names) {
        if (name.equalsIgnoreCase(member.name())
            && !(name.equals(member.name()) && seen.add(name))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the members but those of these names, in their order. */
  List<Member> without(Set<String> names) {
    return members.stream().filter(member -> !names.contains(member.name())).toList();
  }
}
