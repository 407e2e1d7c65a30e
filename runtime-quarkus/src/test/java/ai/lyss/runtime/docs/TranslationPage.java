package ai.lyss.runtime.docs;

import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/translation.md}, made from the tables that the vendors obey. */
final class TranslationPage {

  private static final String HEAD =
      """
      # Translation

      This page is made from the code: a test fails when it differs.

      A request whose caller and vendor speak the same dialect goes through byte for byte, unknown fields included. Between dialects it is translated, and nothing is lost in silence. Each feature of a request meets one of these at a vendor:

      | sign | means |
      |---|---|
      | yes | the vendor has the same |
      | like | the vendor has, or the gateway makes, what comes to the same for the caller |
      | drop | it is left out and named in the header `x-lyss-dropped`; with `x-lyss-strict: true` the request does not go to this vendor |
      | no | the request does not go to this vendor: without the feature its answer would be wrong |

      A request that no channel of its model can take is answered with 400, and the error names what stands in the way. What a value or a model makes of a feature can be narrower than the table: a temperature that a vendor's newest models refuse is dropped and named for these.

      """;

  private TranslationPage() {}

  /** Returns the page for these vendors, by their names. */
  static String text(Map<String, Treatments> vendors) {
    var page = new StringBuilder(HEAD);
    row(page, "feature", List.copyOf(vendors.keySet()));
    page.append("|---".repeat(vendors.size() + 1)).append("|\n");
    for (var feature : Feature.values()) {
      row(
          page,
          feature.title(),
          vendors.values().stream().map(table -> sign(table.of(feature))).toList());
    }
    return page.toString();
  }

  private static void row(StringBuilder page, String first, List<String> cells) {
    page.append("| ").append(first).append(" | ");
    page.append(cells.stream().collect(Collectors.joining(" | "))).append(" |\n");
  }

  private static String sign(Treatment treatment) {
    return switch (treatment) {
      case MAPPED -> "yes";
      case EMULATED -> "like";
      case DROPPED -> "drop";
      case REFUSED -> "no";
    };
  }
}
