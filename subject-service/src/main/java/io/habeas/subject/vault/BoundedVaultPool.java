package io.habeas.subject.vault;

import io.habeas.database.BoundedPool;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import jakarta.inject.Singleton;

/** The key database's pool, which waits no longer than the other one. */
@Singleton
@ReactiveDataSource("vault")
class BoundedVaultPool extends BoundedPool {}
