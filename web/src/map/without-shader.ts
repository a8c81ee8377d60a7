// Stands in for the drawing programs of what this map never shows (see vite.config.ts): relief, heat, towers.

export default '';
