/** Google's Gemini Developer API: generateContent and streamGenerateContent. */
@NullMarked
package ai.lyss.adapter.provider.gemini;

import org.jspecify.annotations.NullMarked;
