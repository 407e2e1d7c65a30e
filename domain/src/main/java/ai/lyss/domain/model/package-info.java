/** Names of models, and what a model can do. */
@NullMarked
package ai.lyss.domain.model;

import org.jspecify.annotations.NullMarked;
