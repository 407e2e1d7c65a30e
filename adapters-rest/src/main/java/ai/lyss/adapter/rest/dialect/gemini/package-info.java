/** Google's generateContent and streamGenerateContent, as callers speak them. */
@NullMarked
package ai.lyss.adapter.rest.dialect.gemini;

import org.jspecify.annotations.NullMarked;
