package ai.lyss.adapter.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineScannerTest {

  private static final String TEXT = "{\"a\":1}\n\r\n{\"b\":\"漢\"}\r\n\n \n{\"c\":\"\r\"}\nlast";
  private static final List<String> LINES =
      List.of("{\"a\":1}", "{\"b\":\"漢\"}", " ", "{\"c\":\"\r\"}", "last");

  private final List<String> seen = new ArrayList<>();

  private LineScanner scanner(int most) {
    seen.clear();
    return new LineScanner(
        most, (in, from, to) -> seen.add(new String(in, from, to - from, StandardCharsets.UTF_8)));
  }

  @Test
  void finds_the_same_lines_however_they_are_cut() {
    var bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        var scanner = scanner(100);
        scanner.feed(new ByteSlice(bytes, 0, first));
        scanner.feed(new ByteSlice(bytes, first, second - first));
        scanner.feed(new ByteSlice(bytes, second, bytes.length - second));
        scanner.end();
        assertThat(seen).as(first + " " + second).isEqualTo(LINES);
        assertThat(scanner.tooLarge()).isFalse();
      }
    }
  }

  @Test
  void finds_lines_that_come_byte_by_byte() {
    var bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    var scanner = scanner(100);
    for (int i = 0; i < bytes.length; i++) {
      scanner.feed(new ByteSlice(bytes, i, 1));
    }
    scanner.end();
    assertThat(seen).isEqualTo(LINES);
  }

  @Test
  void reads_nothing_after_a_line_that_is_too_large() {
    var scanner = scanner(10);
    scanner.feed(ByteSlice.of("ok\n123456".getBytes(StandardCharsets.UTF_8)));
    assertThat(scanner.tooLarge()).isFalse();
    scanner.feed(ByteSlice.of("7890123\nnext\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(scanner.tooLarge()).isTrue();
    scanner.feed(ByteSlice.of("more\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(seen).containsExactly("ok");
  }

  @Test
  void has_no_line_where_there_is_none() {
    var scanner = scanner(10);
    scanner.end();
    scanner.feed(ByteSlice.of("\n\r\n\n".getBytes(StandardCharsets.UTF_8)));
    scanner.end();
    assertThat(seen).isEmpty();
  }
}
