package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A fault before the first content, and what it means whenever it strikes: alone, everywhere, or
 * with a healthy channel behind it, streamed or not.
 *
 * @param name what the vendor does
 * @param answer how it does that
 * @param meaning what it means
 */
record PlainFault(String name, Function<Asking, StubAnswer> answer, Meaning meaning) {

  /** What a fault means for the caller and the charge. */
  enum Meaning {
    /** Tried again, here too; nothing is charged: the vendor said that it did not do it. */
    TRY_AGAIN(3, Failing.UPSTREAM_ERROR),
    /** Tried again, here too; the input is charged: the vendor had the request and broke. */
    BROKE(3, Failing.UPSTREAM_ERROR),
    /** The same for a vendor that ran out of time. */
    LATE(3, Failing.UPSTREAM_TIMEOUT),
    /** Tried elsewhere only: the same account would say the same again. */
    ELSEWHERE(1, Failing.UPSTREAM_ERROR),
    /** Tried elsewhere only: this channel's model rests for five seconds. */
    COOL_DOWN(1, Failing.RATE_LIMITED);

    private final int attemptsAlone;
    private final Failing lastWord;

    Meaning(int attemptsAlone, Failing lastWord) {
      this.attemptsAlone = attemptsAlone;
      this.lastWord = lastWord;
    }
  }

  static PlainFault of(String name, StubAnswer answer, Meaning meaning) {
    return new PlainFault(name, asking -> answer, meaning);
  }

  static PlainFault of(String name, StubAnswer whole, StubAnswer streamed, Meaning meaning) {
    return new PlainFault(name, asking -> asking.streamed() ? streamed : whole, meaning);
  }

  /** Returns the rows of faults. */
  static List<FaultRow> rows(List<PlainFault> faults) {
    var rows = new ArrayList<FaultRow>();
    for (var fault : faults) {
      rows.add(fault.alone(WHOLE));
      if (fault.meaning.attemptsAlone == 1) {
        rows.add(fault.alone(STREAM));
      }
      rows.add(fault.everywhere(STREAM));
      rows.add(fault.thenHealthy(WHOLE));
      rows.add(fault.thenHealthy(STREAM));
    }
    return rows;
  }

  private Lane lane(Asking asking) {
    return Lane.of(answer.apply(asking));
  }

  private String named(String where, Asking asking) {
    return name + ", " + where + ", " + asking;
  }

  private FaultRow alone(Asking asking) {
    int attempts = meaning.attemptsAlone;
    var row = Row.of(named("alone", asking), asking, lane(asking));
    return failed(row.attempts(attempts, 0).calls(attempts));
  }

  private FaultRow everywhere(Asking asking) {
    var row =
        Row.of(
            named("on three of three", asking), asking, lane(asking), lane(asking), lane(asking));
    return failed(row.attempts(3, 2).calls(1, 1, 1));
  }

  private FaultRow failed(Row row) {
    row.fails(meaning.lastWord);
    switch (meaning) {
      case BROKE, LATE -> row.chargedAsCounted("");
      case COOL_DOWN -> row.retryAfter(5, 5);
      case TRY_AGAIN, ELSEWHERE -> {}
    }
    return row.row();
  }

  private FaultRow thenHealthy(Asking asking) {
    return Row.of(named("then a healthy one", asking), asking, lane(asking), Lane.healthy(asking))
        .attempts(2, 1)
        .calls(1, 1)
        .row();
  }
}
