package broken.lyss.adapter.persistence.channel;

import jakarta.persistence.Entity;

/** Known far from home. */
@Entity
public class ChannelEntity {}
