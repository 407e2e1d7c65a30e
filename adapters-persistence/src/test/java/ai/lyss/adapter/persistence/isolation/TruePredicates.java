package ai.lyss.adapter.persistence.isolation;

import ai.lyss.adapter.persistence.database.StatementWatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes the tenant predicate of every statement true: {@code tenant_id = ?} becomes {@code
 * (tenant_id = ? or true)}, and pairs with an id are compared by the id alone.
 */
final class TruePredicates implements StatementWatch {

  private static final Pattern ALONE = Pattern.compile("((?:\\w+\\.)?tenant_id\\s*=\\s*\\?)");
  private static final Pattern PAIRS =
      Pattern.compile("\\((\\w+\\.tenant_id),(\\w+\\.\\w+)\\) in \\(((?:\\(\\?,\\?\\),?)+)\\)");
  private static final Pattern LEFT =
      Pattern.compile(
          "tenant_id\\s*(?:=|in\\b|,[^)]*\\)\\s*(?:=|in\\s*\\(\\())(?!\\s*\\? or true)");

  @Override
  public String rewritten(String sql) {
    var rewritten =
        PAIRS
            .matcher(ALONE.matcher(sql).replaceAll("($1 or true)"))
            .replaceAll(TruePredicates::byId);
    if (LEFT.matcher(rewritten).find()) {
      throw new AssertionError("a predicate that is not known here: " + sql);
    }
    return rewritten;
  }

  private static String byId(MatchResult found) {
    var pair = "((" + found.group(1) + " = ? or true) and " + found.group(2) + " = ?)";
    return "(" + found.group(3).replaceAll("\\(\\?,\\?\\)", pair).replace("),((", ") or ((") + ")";
  }
}
