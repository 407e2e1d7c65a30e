/** OpenAI Chat Completions as callers speak it: requests, answers, streams, errors, model lists. */
@NullMarked
package ai.lyss.adapter.rest.dialect.openai;

import org.jspecify.annotations.NullMarked;
