// Package page shows a local Slack workspace in a browser: to watch it, to type and click in it as any of its people, and to
// look at what the app was sent and answered. It draws what the workspace holds and knows nothing of any app.
package page
