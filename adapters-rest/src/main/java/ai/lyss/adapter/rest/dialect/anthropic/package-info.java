/** The Anthropic Messages dialect: its endpoints, and answers and errors in its form. */
@NullMarked
package ai.lyss.adapter.rest.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
