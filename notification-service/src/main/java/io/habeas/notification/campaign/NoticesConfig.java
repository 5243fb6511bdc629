package io.habeas.notification.campaign;

import io.habeas.notification.delivery.Channel;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings of notices, {@code habeas.notices.*}. */
@ConfigMapping(prefix = "habeas.notices")
public interface NoticesConfig {
  /** By what people are told, the next one where the one before fails for good. */
  @WithDefault("email")
  List<@WithConverter(ChannelName.class) Channel> channels();

  /** A channel by its name in the API. */
  class ChannelName implements Converter<Channel> {
    private static final long serialVersionUID = 1L;

    @Override
    public Channel convert(String name) {
      return Channel.of(name.strip());
    }
  }
}
