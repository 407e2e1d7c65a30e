/** Whether the database itself keeps tenants apart, whatever the code asks it for. */
@NullMarked
package ai.lyss.adapter.persistence.isolation;

import org.jspecify.annotations.NullMarked;
