/** What vendors share that are translated to: how features are treated, how answers are read. */
@NullMarked
package ai.lyss.adapter.provider.translate;

import org.jspecify.annotations.NullMarked;
