/** A vendor without a network: deterministic answers in OpenAI's dialect, for demos and tests. */
@NullMarked
package ai.lyss.adapter.provider.simulator;

import org.jspecify.annotations.NullMarked;
