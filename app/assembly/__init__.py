"""Where the client is joined: store, photos, forms and wire into one workplace. Imported lazily, by the joins."""
