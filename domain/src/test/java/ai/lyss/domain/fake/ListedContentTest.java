package ai.lyss.domain.fake;

import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.port.RemoteContent.Fetched;
import ai.lyss.domain.port.RemoteContent.Outcome;
import ai.lyss.domain.port.RemoteContent.Reason;
import ai.lyss.domain.port.RemoteContent.Refused;
import ai.lyss.domain.port.RemoteContent.TimedOut;
import ai.lyss.domain.port.RemoteContent.Unreachable;
import ai.lyss.domain.port.RemoteContent.Wanted;
import ai.lyss.domain.port.RemoteContentContract;
import java.net.URI;
import java.util.ArrayList;

class ListedContentTest extends RemoteContentContract {

  private final ManualClock clock = new ManualClock();
  private final ListedContent content = new ListedContent(clock::nanos);
  private int served;

  @Override
  protected Outcome fetched(Wanted wanted) {
    var answers = new ArrayList<Outcome>();
    content.fetch(wanted, answers::add);
    if (!answers.isEmpty()) {
      throw new AssertionError("an answer before the method returned");
    }
    content.answer();
    return answers.getFirst();
  }

  @Override
  protected int answersAfterCallingOff(Wanted wanted) {
    var answers = new ArrayList<Outcome>();
    content.fetch(wanted, answers::add).run();
    content.answer();
    return answers.size();
  }

  @Override
  protected URI serving(byte[] bytes) {
    return listed(
        kind(bytes) == null
            ? new Refused(Reason.UNKNOWN_MEDIA_TYPE)
            : new Fetched(kind(bytes), bytes));
  }

  /** Says what the contract's own samples are. */
  private static String kind(byte[] bytes) {
    if (bytes.length < 4) {
      return null;
    }
    return switch (bytes[0]) {
      case (byte) 0x89 -> bytes.length < 8 ? null : "image/png";
      case (byte) 0xff -> "image/jpeg";
      case 'G' -> bytes[4] == '8' ? null : "image/gif";
      case 'R' -> bytes[9] == 'A' ? null : "image/webp";
      case '%' -> "application/pdf";
      case 'A', (byte) 0xc3 -> "text/plain";
      default -> null;
    };
  }

  private URI listed(Outcome outcome) {
    var where = URI.create("https://listed.example/" + served++);
    content.at(where, outcome);
    return where;
  }

  @Override
  protected URI at(Place place) {
    return listed(
        switch (place) {
          case SILENT -> new TimedOut();
          case EMPTY, BREAKING, FAILING -> new Unreachable();
          case FORBIDDEN -> new Refused(Reason.NOT_ALLOWED);
          case MOVED -> new Refused(Reason.REDIRECTED);
          case MISSING -> new Refused(Reason.NOT_THERE);
        });
  }

  @Override
  protected long nanos() {
    return clock.nanos();
  }
}
