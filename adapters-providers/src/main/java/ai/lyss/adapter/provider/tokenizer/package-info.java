/** Counts tokens as vendors' models do, where there is a library that knows how. */
@NullMarked
package ai.lyss.adapter.provider.tokenizer;

import org.jspecify.annotations.NullMarked;
