// Fails before it is attached.
throw new Error('no such table');
