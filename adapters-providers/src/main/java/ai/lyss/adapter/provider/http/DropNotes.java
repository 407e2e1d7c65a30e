package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import java.util.List;

/** Passes an attempt on to its sink, and names on its head what of the request was left out. */
final class DropNotes implements AttemptSink {

  private static final int BAD_REQUEST = 400;

  private final AttemptSink sink;
  private final List<String> dropped;

  DropNotes(AttemptSink sink, List<String> dropped) {
    this.sink = sink;
    this.dropped = dropped;
  }

  /** Returns the failure of a request that must not lose what its vendor does not take. */
  static ProviderFailure refusal(List<String> dropped) {
    return new ProviderFailure.Unfit(
        new VendorError(
            BAD_REQUEST,
            "The vendor of this model does not take, and the request is strict: "
                + String.join(", ", dropped),
            "invalid_request_error",
            dropped.getFirst(),
            "unsupported_parameter"));
  }

  @Override
  public void head(AnswerHead head) {
    sink.head(new AnswerHead(head.contentType(), head.headers(), dropped));
  }

  @Override
  public void preamble(ByteSlice bytes) {
    sink.preamble(bytes);
  }

  @Override
  public void content(ByteSlice bytes) {
    sink.content(bytes);
  }

  @Override
  public void end(AttemptReport report) {
    sink.end(report);
  }

  @Override
  public void fail(ProviderFailure failure, AttemptReport report) {
    sink.fail(failure, report);
  }
}
