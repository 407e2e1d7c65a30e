package ai.lyss.domain.provider;

/**
 * One option that a vendor understands. Immutable.
 *
 * @param description what it does, what holds without it, and its unit
 * @param form what it may be
 */
public record VendorSetting(String description, SettingForm form) {}
