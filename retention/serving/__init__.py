"""What the server does before and beside the pages: cookies, headers, and word of changes in a room."""
