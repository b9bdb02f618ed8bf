"""Request in, completion out: servers, rules, recordings, and the wrappers around them."""
