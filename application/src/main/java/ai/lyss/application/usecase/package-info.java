/** What the outside may ask of Lyss: one interface a verb. */
@NullMarked
package ai.lyss.application.usecase;

import org.jspecify.annotations.NullMarked;
