package io.habeas.local.calls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the call table.
 *
 * @param caller who calls
 * @param service who is called
 * @param client the realm's client that the caller is; ends with {@code *} where there are many;
 *     null where no client's token is taken
 * @param scopes what the token carries
 * @param audiences whom the token is for
 * @param operations method and path of each operation
 * @param through {@code gateway} for a call from outside
 */
public record Call(
    String caller,
    String service,
    @Nullable String client,
    List<String> scopes,
    List<String> audiences,
    List<String> operations,
    @Nullable String through) {}
