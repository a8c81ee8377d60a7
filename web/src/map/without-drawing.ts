// Stands in for what draws layers that this map never has (see vite.config.ts): relief, heat, towers, a sky.

export function drawHeatmap(): void {}

export const [drawFillExtrusion, drawHillshade, drawColorRelief, drawSky, drawAtmosphere] = Array(5).fill(drawHeatmap);
