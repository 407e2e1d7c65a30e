/**
 * OpenAI's Responses dialect: items in, items out, a stream of named and numbered events. Nothing
 * is stored: what needs storage goes to channels of OpenAI only.
 */
@NullMarked
package ai.lyss.adapter.rest.dialect.responses;

import org.jspecify.annotations.NullMarked;
