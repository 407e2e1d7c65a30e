package ai.lyss.adapter.rest.endpoint;

import java.util.Map;
import java.util.function.Function;

/**
 * How a dialect tells failures.
 *
 * @param schema the name of the schema of its errors
 * @param example gives the body that tells a failure
 */
record ErrorForm(String schema, Function<RelayFailures, Map<String, Object>> example) {}
